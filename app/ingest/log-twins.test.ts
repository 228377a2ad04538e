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
