import { expect, test } from 'vitest';
import { findLogTwins, type LoggedTransaction } from './log-twins.ts';

const ROWS = 1;
const STATEMENTS = 2;
const key = (value: string) => ({ kind: 'trace' as const, value });

const logged = (
  id: number,
  captureId: number,
  sourceId: string,
  part: Partial<LoggedTransaction> = {},
): LoggedTransaction => ({
  id,
  captureId,
  sourceId,
  time: { us: 1_000_000_000 + id, resolutionUs: 1, kind: 'commit' },
  keys: [],
  changes: 1,
  isStatements: captureId === STATEMENTS,
  tables: ['orders'],
  rows: [],
  content: null,
  ...part,
});

test('what statements say of a cause goes to the rows of the same transaction', () => {
  const twins = findLogTwins([
    logged(1, ROWS, '743', { keys: [key('a')] }),
    logged(2, STATEMENTS, '743', { keys: [key('a'), key('b')], changes: 0 }),
  ]);
  expect([...twins.left]).toEqual([2]);
  expect(twins.keysOf.get(1)).toEqual([key('a'), key('b')]);
});

test('two logs of rows count once, the one with more rows', () => {
  const twins = findLogTwins([logged(1, ROWS, '743'), logged(2, 3, '743', { changes: 2, isStatements: false })]);
  expect([...twins.left]).toEqual([1]);
});

test('equal ids far apart are different transactions', () => {
  const late = { time: { us: 9_000_000_000, resolutionUs: 1, kind: 'commit' } } as const;
  const twins = findLogTwins([logged(1, ROWS, '743'), logged(2, 3, '743', { ...late, isStatements: false })]);
  expect(twins).toEqual({ left: new Set(), keysOf: new Map() });
});

test('statements without an id count only where no log of rows was written', () => {
  const outside = { time: { us: 5_000_000_000, resolutionUs: 1000, kind: 'commit' } } as const;
  const twins = findLogTwins([
    logged(1, ROWS, '743'),
    logged(2, STATEMENTS, '@10'),
    logged(3, STATEMENTS, '@20', outside),
    logged(4, ROWS, '@30'),
    logged(5, ROWS, '@30'),
  ]);
  expect([...twins.left]).toEqual([2]);
});

test('equal ids of two servers, which changed other tables or other rows, are different transactions', () => {
  const other = { isStatements: false, tables: ['invoices'] } as const;
  const tables = [7, 8, 9].flatMap((xid) => [logged(xid, ROWS, `${xid}`), logged(xid + 10, 3, `${xid}`, other)]);
  expect(findLogTwins(tables)).toEqual({ left: new Set(), keysOf: new Map() });
  const rows = (id: number, captureId: number, key: number) =>
    logged(id, captureId, '743', { isStatements: false, rows: [`orders {"id":${key}}`] });
  expect(findLogTwins([rows(1, ROWS, 5), rows(2, 3, 6)]).left.size).toBe(0);
  expect(findLogTwins([rows(1, ROWS, 5), rows(2, 3, 5)]).left.size).toBe(1);
});

test('one transaction that one log tells otherwise does not make two servers of one', () => {
  const twins = findLogTwins([
    ...[1, 2, 3].flatMap((xid) => [logged(xid, ROWS, `${xid}`), logged(xid + 10, STATEMENTS, `${xid}`)]),
    logged(4, ROWS, '4'),
    logged(14, STATEMENTS, '4', { tables: ['a_view'] }),
  ]);
  expect([...twins.left]).toEqual([11, 12, 13, 14]);
});

test('without ids equal changes at the same time are one transaction, once for each log', () => {
  const time = { us: 5, resolutionUs: 1, kind: 'commit' } as const;
  const nameless = (id: number, captureId: number, content: string, at: typeof time | null = time) =>
    logged(id, captureId, `@${id}`, { content, time: at, isStatements: false });
  const left = (...all: LoggedTransaction[]) => [...findLogTwins(all).left];
  expect(left(nameless(1, ROWS, 'a'), nameless(2, 3, 'a'), nameless(3, 3, 'b'))).toEqual([2]);
  expect(left(nameless(1, ROWS, 'a', null), nameless(2, 3, 'a', null))).toEqual([2]);
  expect(left(nameless(1, ROWS, 'a'), nameless(2, 3, 'a', null))).toEqual([]);
  // Twice in one log it is two transactions, and nothing tells which of them the other log has.
  expect(left(nameless(1, ROWS, 'a'), nameless(2, ROWS, 'a'), nameless(3, 3, 'a'))).toEqual([]);
});
