import { expect, test } from 'vitest';
import type { RawRecord } from '../format.ts';
import { Assembler, type Member } from './assembler.ts';
import { Leavings } from './leavings.ts';
import { truncateOf } from './rows.ts';

const piece = (transaction: string | null, byteOffset: number): Member => ({
  transaction,
  byteOffset,
  time: { us: byteOffset, resolutionUs: 1, kind: 'commit' },
  context: [{ carrier: 'comment', prefix: '', text: 'the same' }],
  changes: [truncateOf(`t${byteOffset}`, byteOffset)],
});

const story = (records: readonly RawRecord[]) =>
  records.map((record) =>
    record.type === 'transaction'
      ? `${record.transaction.sourceId}: ${record.transaction.changes.map(({ table }) => table).join(' ')}`
      : record.type,
  );

test('pieces of a transaction come together, in the order in which the transactions began', () => {
  const assembler = new Assembler(new Leavings());
  const records = [piece('7', 0), piece('8', 1), piece(null, 2), piece('7', 3)].flatMap((each) => [
    ...assembler.add(each),
  ]);
  expect(records).toEqual([]);
  const rest = [...assembler.end()];
  expect(story(rest)).toEqual(['7: t0 t3', '8: t1', '@2: t2']);
  expect(rest[0]).toMatchObject({ transaction: { time: { us: 3 }, context: [{ text: 'the same' }] } });
});

test('what is whole is given as soon as nothing before it is open', () => {
  const assembler = new Assembler(new Leavings());
  const steps = [
    [...assembler.add(piece(null, 0))],
    [...assembler.add(piece('7', 1))],
    [...assembler.add(piece(null, 2))],
    [...assembler.close('7')],
  ];
  expect(steps.map(story)).toEqual([['@0: t0'], [], [], ['7: t1', '@2: t2']]);
});

test('the oldest are given when too many are open', () => {
  const assembler = new Assembler(new Leavings());
  const records = Array.from({ length: 5_002 }, (_, at) => [...assembler.add(piece(String(at), at))]).flat();
  expect(story(records)).toEqual(['0: t0', '1: t1']);
});
