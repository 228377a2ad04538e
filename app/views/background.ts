import type { ChangeOp } from '../../shared/records.ts';
import type { BackgroundGroup, Deed, Interval } from '../../shared/run-views.ts';
import type { BackgroundTransaction } from '../store/run-facts.ts';

/** Fewer gaps show no interval. */
const LEAST_GAPS = 4;
/** How far a gap may be from a whole number of intervals, as a share of the interval. */
const NEAR = 0.1;
/** Share of the gaps that must be near. */
const REGULAR = 0.9;

/** What a transaction did, as one text: equal texts are one group. */
const signatureOf = ({ deeds }: BackgroundTransaction): string => deeds.join(', ');

/** Where the group is one of what moved no column, that is said, too: touching a row is another habit than writing it. */
export const patternOf = ({ deeds, still }: Pick<BackgroundTransaction, 'deeds' | 'still'>): string =>
  deeds.map((deed) => (still.includes(deed) ? `${deed} without a change` : deed)).join(', ');

/** The same from the deeds themselves, in any order. */
export const signatureOfDeeds = (deeds: readonly Deed[]): string =>
  [...new Set(deeds.map(({ op, table }) => `${op} ${table}`))].sort().join(', ');

/** Background transactions by what they do, most first; `jobs` = the names that people gave, by signature. */
export function groupBackground(
  transactions: readonly BackgroundTransaction[],
  jobs: ReadonlyMap<string, string>,
): BackgroundGroup[] {
  return [...Map.groupBy(transactions, patternOf)]
    .map(([pattern, own]) => {
      const [one] = own as [BackgroundTransaction];
      const signature = signatureOf(one);
      const times = own.flatMap(({ timeUs }) => (timeUs === null ? [] : [timeUs])).sort((a, b) => a - b);
      const [first, last] = [times[0], times.at(-1)];
      return {
        pattern,
        signature,
        job: jobs.get(signature) ?? null,
        deeds: one.deeds.map((deed) => toDeed(deed, one.still.includes(deed))),
        count: own.length,
        interval: times.length === own.length ? findInterval(times) : null,
        span: first === undefined || last === undefined ? null : ([first, last] as const),
      };
    })
    .sort((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1));
}

function toDeed(text: string, still: boolean): Deed {
  const space = text.indexOf(' ');
  const deed = { op: text.slice(0, space) as ChangeOp, table: text.slice(space + 1) };
  return still ? { ...deed, still } : deed;
}

/**
 * The interval of a timer, from times in order: the median gap, where nearly all gaps are whole multiples of it
 * (a beat may be missing). Null where they are not.
 */
export function findInterval(times: readonly number[]): Interval | null {
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  if (gaps.length < LEAST_GAPS) return null;
  const medianUs = median(gaps);
  const off = gaps.map((gap) => Math.abs(gap - medianUs * Math.max(1, Math.round(gap / medianUs))));
  const near = off.filter((far) => far <= NEAR * medianUs).length;
  if (medianUs <= 0 || near < REGULAR * gaps.length) return null;
  return { medianUs, spreadUs: median(off) };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}
