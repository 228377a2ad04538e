import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributeIn } from './attribute/attribute.ts';
import { inBody, inPath, makeExchange, makeTransaction, rowValue } from './attribute/make-run.ts';
import type { AttributableRun } from './attribute/model.ts';
import { attributeEachOn, type Threads } from './attributing-threads.ts';

const WORKER = new URL('./ingest/import-worker.ts', import.meta.url);
const SIZES = { together: 30, period: 12, learntIn: 3 };
const threadsOf = (count: number): Threads => ({ worker: WORKER, count, check: () => {} });

/** Notes are saved and read by several clients at once, each save with a log after the answer; pauses in between. */
const runs = fc
  .array(
    fc.record({
      pauseMs: fc.constantFrom(0, 15, 60, 400, 9_000),
      tookMs: fc.integer({ min: 5, max: 300 }),
      note: fc.nat(5),
      signed: fc.boolean(),
    }),
    { minLength: 60, maxLength: 120 },
  )
  .map((story): AttributableRun => {
    let at = 0;
    const calls = story.map(({ pauseMs, ...call }, id) => {
      at += pauseMs;
      return { ...call, id, from: at, to: at + call.tookMs, key: { kind: 'request-id', value: `key ${id}` } as const };
    });
    return {
      exchanges: calls.map(({ id, from, to, note, key, signed }) =>
        makeExchange({
          id,
          from,
          to,
          endpoint: id % 2 === 0 ? 'PATCH /notes/{id}' : 'GET /notes/{id}',
          values: [inPath(`note ${note}`), inBody('text', `text of ${id}`)],
          keys: signed ? [key] : [],
        }),
      ),
      transactions: calls
        .filter(({ id }) => id % 2 === 0)
        .flatMap(({ id, to, note, key, signed }) => [
          makeTransaction({
            id: id * 10,
            at: id % 14 === 0 ? null : to - 2,
            change: 'update notes(text)',
            values: [rowValue('notes.id', `note ${note}`, 'key'), rowValue('notes.text', `text of ${id}`)],
            keys: signed && id % 4 === 0 ? [key] : [],
          }),
          makeTransaction({
            id: id * 10 + 1,
            at: to + 9,
            change: 'insert log',
            values: [rowValue('log.id', `log ${id}`, 'key'), rowValue('log.note', `note ${note}`)],
          }),
        ]),
      corrections: { rejected: new Map([[40, new Set([4])]]), background: new Set([81]) },
    };
  });

async function linksOn(threads: Threads, run: AttributableRun) {
  const links = new Map<number, unknown>();
  await attributeEachOn(threads, run, (link) => links.set(link.transactionId, link), SIZES);
  return run.transactions.map(({ id }) => links.get(id));
}

test('however many threads judge, every link is the same, its sentences included', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.integer({ min: 2, max: 3 }), async (run, count) => {
      const { links } = attributeIn(SIZES, run);
      expect(await linksOn(threadsOf(count), run)).toEqual(links);
      expect(await linksOn(threadsOf(1), run)).toEqual(links);
    }),
    { numRuns: 6 },
  );
});

test('a cancel that comes while threads judge ends the work before all is answered', async () => {
  const [run] = fc.sample(runs, { numRuns: 1, seed: 1 });
  let answered = 0;
  const check = () => {
    throw new Error('cancelled');
  };
  const work = attributeEachOn({ ...threadsOf(2), check }, run as AttributableRun, () => answered++, SIZES);
  await expect(work).rejects.toThrow('cancelled');
  expect(answered).toBeLessThan(run?.transactions.length ?? 0);
});

test('a thread that fails fails the whole, with its reason', async () => {
  const [run] = fc.sample(runs, { numRuns: 1, seed: 1 });
  const worker = new URL('./no-such-thread.ts', import.meta.url);
  const work = attributeEachOn({ ...threadsOf(2), worker }, run as AttributableRun, () => {}, SIZES);
  await expect(work).rejects.toThrow('no-such-thread');
});
