import type { Case } from './case.ts';
import { countRepeaters, limitFew, type Repeaters } from './few.ts';
import type { Frame } from './frame.ts';
import type { Habits } from './habit.ts';
import type { Pair } from './pair.ts';
import { meetsSpan } from './queue.ts';
import { plainScore, valueWeight } from './score.ts';

/** The most that can be said for an answer, whatever the habits say; one per case. */
export interface Limits {
  /** For the exchange that is the likeliest cause. */
  readonly pair: number;
  /** For "no recorded request". */
  readonly none: number;
}

/** A rival whose odds without habits are further behind than this (natural log) is none. */
const FAR = 6;
/** From this share of the cases on, a rival kind was nearly always there, too. */
const COMPANION = 0.7;
/** The most that is said for no request without anything that speaks for it, and what values must weigh against one. */
const UNBACKED = 0.85;
const AGAINST = -2.5;
/** The same while requests may still have waited for a connection: whether one of them did it cannot be told. */
const WAITED = 0.5;
/** What values must weigh for a request near in time, so that not even a timer is sure. */
const FOR = 1;
/** How many cases of a class count as if they were independent: what misleads in one misleads in all. */
const INDEPENDENT = 1;

/**
 * Habits are learnt from the answers that they help to give, so that a whole class of writes can go to the wrong kind
 * of exchange with one voice. Where another kind was nearly always there and does about as well without habits,
 * the class as a whole is no surer than the difference between the two, however many cases it has.
 */
export function limitsOf(
  frame: Frame,
  habits: Habits,
  { contests, alone, repeaters }: Doubts,
): ReadonlyMap<Case, Limits> {
  const ofFew = limitFew(frame, habits, repeaters);
  return new Map(
    frame.docket.cases.map((one) => [
      one,
      {
        pair: limitOfBest(seatOf(frame, one), contests, ofFew),
        none: limitOfNone(frame, one, alone[one.signature] ?? 0),
      },
    ]),
  );
}

const limitOfBest = (seat: Seat, contests: Contests, ofFew: ReturnType<typeof limitFew>): number =>
  seat.best ? Math.min(limitOfPair(seat, contests), ofFew(seat.one, seat.best)) : 1;

/** What the answers of a run say of each other. */
export interface Doubts {
  readonly contests: Contests;
  /** Per signature: chains that no request caused. */
  readonly alone: readonly number[];
  readonly repeaters: Repeaters;
}

export const learnDoubts = (frame: Frame): Doubts => ({
  contests: countContests(frame.docket.cases.map((one) => seatOf(frame, one))),
  alone: countAlone(frame.docket.cases),
  repeaters: countRepeaters(frame),
});

/** The likeliest cause of a case, and how far each rival kind is behind it without habits. */
interface Seat {
  readonly one: Case;
  readonly best: Pair | null;
  readonly kind: number | null;
  readonly behind: ReadonlyMap<number, number>;
}

function seatOf(frame: Frame, one: Case): Seat {
  const best = one.pairs.find(({ probability }) => probability > 0.5);
  if (!best || one.key.type === 'decided') return { one, best: null, kind: null, behind: new Map() };
  const own = plainScore(frame, one, best);
  const behind = new Map<number, number>();
  for (const pair of one.pairs) {
    if (pair.kind === best.kind) continue;
    const by = own - plainScore(frame, one, pair);
    if (by < FAR) behind.set(pair.kind, Math.min(by, behind.get(pair.kind) ?? by));
  }
  return { one, best, kind: best.kind, behind };
}

/** Two kinds in one signature: how often the first won with the second there, and by how much. */
interface Contest {
  together: number;
  lead: number;
}

interface Contests {
  /** Per signature and kind: cases won. */
  readonly won: ReadonlyMap<string, number>;
  readonly met: ReadonlyMap<string, Contest>;
}

const wonKey = ({ signature }: Case, kind: number) => `${signature} ${kind}`;
const metKey = ({ signature }: Case, kind: number, rival: number) => `${signature} ${kind} ${rival}`;

function countContests(seats: readonly Seat[]): Contests {
  const won = new Map<string, number>();
  const met = new Map<string, Contest>();
  for (const { one, kind, behind } of seats) {
    if (kind === null) continue;
    won.set(wonKey(one, kind), (won.get(wonKey(one, kind)) ?? 0) + 1);
    for (const [rival, by] of behind) {
      const contest = met.get(metKey(one, kind, rival)) ?? { together: 0, lead: 0 };
      contest.together++;
      contest.lead += by;
      met.set(metKey(one, kind, rival), contest);
    }
  }
  return { won, met };
}

function limitOfPair({ one, kind, behind }: Seat, { won, met }: Contests): number {
  if (kind === null) return 1;
  const cases = won.get(wonKey(one, kind)) ?? 1;
  const limits = [...behind.keys()].map((rival) => {
    const contest = met.get(metKey(one, kind, rival));
    if (!contest || contest.together < COMPANION * cases) return 1;
    const apart = Math.log((cases - contest.together + 1) / (apartCases(one, rival, kind, { won, met }) + 1));
    return shareOf((INDEPENDENT * contest.lead) / contest.together + apart);
  });
  return Math.min(1, ...limits);
}

/** Cases that the rival won where this kind was not there. */
function apartCases(one: Case, rival: number, kind: number, { won, met }: Contests): number {
  return (won.get(wonKey(one, rival)) ?? 0) - (met.get(metKey(one, rival, kind))?.together ?? 0);
}

/** Odds as natural log → share, never below one half: the answer itself stays. */
const shareOf = (odds: number): number => Math.max(0.5, 1 / (1 + Math.exp(-odds)));

function countAlone(cases: readonly Case[]): number[] {
  const alone: number[] = [];
  for (const { signature, none } of cases) alone[signature] = (alone[signature] ?? 0) + none;
  return alone;
}

/**
 * That a request somewhere near did not do it is sure only where the like was seen more than once, and where
 * something speaks for it: a timer, commits that keep no step with requests, or values that no request near holds.
 */
function limitOfNone(frame: Frame, one: Case, alone: number): number {
  const { none, key, signature } = one;
  if (key.type === 'unrecorded' || nothingNear(frame, one)) return 1;
  const others = Math.max(0, alone - none);
  const often = (others + 1.5) / (others + 2);
  const isBacked = frame.periods[signature] != null || frame.background.isLike[signature] === true;
  const isClear = (isBacked && !hasHolder(frame, one)) || !mayBeNear(frame, one);
  return isClear ? often : Math.min(often, isWaited(frame, one) ? WAITED : UNBACKED);
}

const nothingNear = (frame: Frame, one: Case): boolean => one.pairs.length === 0 && !isWaited(frame, one);

/** Whether a request near in time holds values of the row that speak for it. */
const hasHolder = (frame: Frame, one: Case): boolean =>
  one.pairs.some((pair) => pair.isNear && valueWeight(frame, null, one, pair) > FOR);

/** Whether a request near in time, or one that may have waited until then, has nothing against it. */
function mayBeNear(frame: Frame, one: Case): boolean {
  if (one.pairs.length === 0) return true;
  const late = isWaited(frame, one);
  return one.pairs.some((pair) => (pair.isNear || late) && valueWeight(frame, null, one, pair) > AGAINST);
}

const isWaited = ({ waits }: Frame, { chain: { at } }: Case): boolean => at !== null && meetsSpan(waits, at);
