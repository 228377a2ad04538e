import type { Case } from './case.ts';
import { countContests, metKey, type Seat, type Standing, seatOf, standingOf } from './contest.ts';
import { countRepeaters, FEW, limitFew, type Repeaters, UNSURE } from './few.ts';
import { type Frame, writeKey } from './frame.ts';
import type { Habits } from './habit.ts';
import { meetsSpan } from './queue.ts';
import { valueWeight } from './score.ts';

/** The most that can be said for an answer, whatever the habits say; one per case. */
export interface Limits {
  /** For the exchange that is the likeliest cause. */
  readonly pair: number;
  /** For "no recorded request". */
  readonly none: number;
}

/** From this share of the cases on, a rival kind was nearly always there, too. */
const COMPANION = 0.7;
/** So much (natural log) may speak for one of two kinds by the chance of when they were called. */
const CHANCE = 3;
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
  { standings, alone, repeaters }: Doubts,
): ReadonlyMap<Case, Limits> {
  const ofFew = limitFew(frame, habits, repeaters);
  return new Map(
    frame.docket.cases.map((one) => [
      one,
      {
        pair: limitOfBest(frame, seatOf(frame, one), standings, ofFew),
        none: limitOfNone(frame, one, alone[one.signature] ?? 0),
      },
    ]),
  );
}

const limitOfBest = (frame: Frame, seat: Seat, standings: Standings, ofFew: ReturnType<typeof limitFew>): number =>
  seat.best ? Math.min(limitOfPair(frame, seat, standings), ofFew(seat.one, seat.best)) : 1;

/** What the answers of a run say of each other. */
export interface Doubts {
  readonly standings: Standings;
  /** Per signature: chains that no request caused. */
  readonly alone: readonly number[];
  readonly repeaters: Repeaters;
}

/** Sums, so that they can be handed to another thread. */
interface Standings {
  /** Per kind and signature ({@link writeKey}): cases won. */
  readonly won: ReadonlyMap<number, number>;
  /** By {@link metKey}. */
  readonly met: ReadonlyMap<string, Standing>;
}

function learnStandings(frame: Frame): Standings {
  const contests = countContests(
    frame,
    frame.docket.cases.map((one) => seatOf(frame, one)),
  );
  const standings = [...contests.met].map(([key, contest]) => [key, standingOf(frame, contests, contest)] as const);
  return { won: contests.won, met: new Map(standings) };
}

/** What limits how sure answers can be, counted over the judgements so far. */
export const learnDoubts = (frame: Frame): Doubts => ({
  standings: learnStandings(frame),
  alone: countAlone(frame.docket.cases),
  repeaters: countRepeaters(frame),
});

/**
 * How sure the class of a case can be where a rival kind was nearly always there: by how far the two are apart without
 * habits, and by what their other calls did. That makes no read sure: it may have
 * come with a request that was not recorded.
 */
function limitOfPair(frame: Frame, { one, best, rivals }: Seat, { won, met }: Standings): number {
  if (!best) return 1;
  const { signature } = one;
  const cases = won.get(writeKey(frame, best.kind, signature)) ?? 1;
  const most = frame.safe[best.kind] ? UNSURE : 1;
  const limits = [...rivals.keys()].map((rival) => {
    const standing = met.get(metKey(signature, best.kind, rival));
    if (!standing || standing.together < COMPANION * cases) return 1;
    const { together, lead } = standing;
    const rivalWon = won.get(writeKey(frame, rival, signature)) ?? 0;
    const rivalApart = rivalWon - (met.get(metKey(signature, rival, best.kind))?.together ?? 0);
    const apart = Math.log((cases - together + 1) / (rivalApart + 1));
    const counted = together < FEW ? 0 : standing.counted - CHANCE;
    const own = INDEPENDENT * lead;
    return Math.max(shareOf(own + apart), counted > 0 ? Math.min(most, shareOf(own + counted)) : 0);
  });
  return Math.min(1, ...limits);
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
