import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributeIn, judgeSlice } from './attribute.ts';
import { type BusyPeriod, splitRun } from './busy-periods.ts';
import { findCandidates } from './candidates.ts';
import { commonOf, reviveCommon } from './common.ts';
import { forOthers, type Learnt, learn } from './learn.ts';
import { inBody, inPath, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import { gatherMatter, type Matter } from './matter.ts';
import { orderRun } from './run.ts';
import { cutSlice } from './slice.ts';
import { indexValues } from './value-index.ts';

/** Notes are saved, with a log after the answer, and read again; a pause after every few of them. */
const stories = fc.array(
  fc.record({
    pauseMs: fc.constantFrom(20, 60, 700, 9_000),
    tookMs: fc.integer({ min: 5, max: 200 }),
    note: fc.nat(5),
  }),
  { minLength: 1, maxLength: 40 },
);
type Story = readonly { readonly pauseMs: number; readonly tookMs: number; readonly note: number }[];

function runOf(story: Story) {
  let at = 0;
  const calls = story.map(({ pauseMs, tookMs, note }, id) => {
    at += pauseMs;
    return { id, from: at, to: at + tookMs, note: `note ${note}`, isWrite: id % 2 === 0 };
  });
  const exchanges = calls.map(({ note, isWrite, ...times }) =>
    makeExchange({
      ...times,
      endpoint: isWrite ? 'PATCH /notes/{id}' : 'GET /notes/{id}',
      values: isWrite ? [inPath(note), inBody('text', `text of ${times.id}`)] : [inPath(note)],
    }),
  );
  const transactions = calls
    .filter(({ isWrite }) => isWrite)
    .flatMap(({ id, to, note }) => [
      makeTransaction({
        id: id * 10,
        at: to - 2,
        change: 'update notes(text)',
        values: [rowValue('notes.id', note, 'key'), rowValue('notes.text', `text of ${id}`)],
      }),
      makeTransaction({ id: id * 10 + 1, at: to + 9, change: 'insert log', values: [rowValue('log.note', note)] }),
    ]);
  return { exchanges, transactions };
}

function matterOf(story: Story): Matter {
  const { exchanges, transactions } = runOf(story);
  const run = orderRun(exchanges, transactions);
  return gatherMatter(run, indexValues(run), { rejected: new Map(), background: new Set() });
}

const periodsOf = ({ chains, moments }: Matter, most: number) => splitRun(chains, moments, most);

/** As on another thread, where copies arrive. */
const judgePeriod = (matter: Matter, learnt: Learnt, period: BusyPeriod) =>
  judgeSlice(
    reviveCommon(structuredClone(commonOf(matter, learnt))),
    structuredClone(cutSlice(matter, learnt, period)),
  );

function candidatesOf({ run, moments, chains, index }: Matter, { own }: BusyPeriod): Set<number> {
  const found = findCandidates(run, moments, chains, index);
  return new Set(own.flatMap((chain) => [...found.of(chain)]));
}

/** Where periods are as small as pauses allow, and none is cut. */
const uncut = (matter: Matter): BusyPeriod[] => {
  const longest = periodsOf(matter, 1).filter(({ beside }) => beside.length > 0).length;
  return periodsOf(matter, Math.max(1, longest));
};

test('periods that are not cut share no candidate, and each chain is in one', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const matter = matterOf(story);
      const periods = uncut(matter);
      expect(periods.flatMap(({ own }) => own)).toEqual([...matter.chains.keys()]);
      const seen = new Set<number>();
      for (const period of periods) {
        const own = candidatesOf(matter, period);
        if (period.beside.length === 0) expect([...own].filter((exchange) => seen.has(exchange))).toEqual([]);
        for (const exchange of own) seen.add(exchange);
      }
    }),
    { numRuns: 40 },
  );
});

test('judged one by one, periods get the same answers as all together', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const matter = matterOf(story);
      const everything = [...matter.chains.keys()];
      const learnt = forOthers(learn(matter, { chains: everything, stretches: null }));
      const together = [...judgePeriod(matter, learnt, { own: everything, beside: [] })];
      const apart = uncut(matter).flatMap((period) => [...judgePeriod(matter, learnt, period)]);
      expect(apart).toEqual(together);
    }),
    { numRuns: 40 },
  );
});

test('a period without a pause is cut, and what is beside a cut is judged along with it', () => {
  const story = Array.from({ length: 100 }, (_, n) => ({ pauseMs: 40, tookMs: 100, note: n % 6 }));
  const periods = periodsOf(matterOf(story), 20);
  expect(periods.length).toBe(5);
  expect(periods.every(({ own }) => own.length === 20)).toBe(true);
  expect(periods.every(({ beside }) => beside.length > 0)).toBe(true);
});

test('every transaction gets one answer where only a part is learnt from, whatever has no time', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 3 }), (story, timed) => {
      const { exchanges, transactions } = runOf(story);
      const some = transactions.map((each, n) => (n % 3 < timed - 1 ? each : { ...each, time: null }));
      const { links } = attributeIn({ together: 4, period: 3, learntIn: 2 }, { exchanges, transactions: some });
      expect(links.map(({ transactionId }) => transactionId)).toEqual(transactions.map(({ id }) => id));
      expect(links.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('what is learnt from a part of a run, and judged in parts, gives the same causes', () => {
  const story = Array.from({ length: 400 }, (_, n) => ({
    pauseMs: n % 50 === 0 ? 9_000 : 70,
    tookMs: 120,
    note: n % 6,
  }));
  const run = runOf(story);
  const causes = (together: number) =>
    attributeIn({ together, period: 40, learntIn: 5 }, run).links.map(({ exchangeId }) => exchangeId);
  expect(causes(100)).toEqual(causes(50_000));
});

test('sentences about habits say so where only a part was counted', () => {
  const run = runOf(Array.from({ length: 60 }, (_, n) => ({ pauseMs: 400, tookMs: 50, note: n % 6 })));
  const sentences = (together: number) =>
    attributeIn({ together, period: 20, learntIn: 2 }, run).links.flatMap(({ evidence }) =>
      evidence.filter(({ basis }) => basis === 'habit').map(({ text }) => text),
    );
  expect(sentences(50_000)).toContain('30 of 30 calls of this endpoint write this');
  expect(sentences(10)[0]).toMatch(/^\d+ of the \d+ calls of this endpoint that were counted write this$/);
});
