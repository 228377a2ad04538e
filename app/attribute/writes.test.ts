import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTransaction } from './make-run.ts';
import { orderRun } from './run.ts';
import { Writes } from './writes.ts';

/** Stamps that come early, late, together and not at all, and ids that do not keep their order. */
const logs = fc.array(
  fc.record({ at: fc.option(fc.integer({ min: 0, max: 9_000 })), id: fc.nat(500), isWrite: fc.boolean() }),
  { minLength: 1, maxLength: 160 },
);

test('near writes are found as if all writes of the key were looked at', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const transactions = log.map(({ at, id }) => makeTransaction({ id, at }));
      const run = orderRun([], transactions);
      const all = run.transactions.flatMap((_, transaction) =>
        log[transaction]?.isWrite ? [{ column: 'notes.id', transaction }] : [],
      );
      const writes = new Writes(run, new Map([['7', all]]));
      for (const transaction of run.transactions.keys()) {
        const naming = { transaction, value: '7' };
        expect(writes.isOwn(naming)).toBe(all.some((write) => write.transaction === transaction));
        expect(writes.fresh(naming)).toEqual(all.filter((write) => isNear(run, write.transaction, transaction)));
      }
    }),
    { numRuns: 200 },
  );
});

function isNear({ transactions }: ReturnType<typeof orderRun>, write: number, naming: number): boolean {
  const [wrote, named] = [transactions[write], transactions[naming]];
  if (write > naming && (wrote?.id ?? 0) > (named?.id ?? 0)) return false;
  return wrote?.time && named?.time ? named.time.us - wrote.time.us <= 2_000_000 : naming - write <= 50;
}
