import { AFTER_US, BEFORE_US } from './candidates.ts';
import type { Case } from './case.ts';
import { type Frame, loadKey, writeKey } from './frame.ts';
import type { Pair } from './pair.ts';
import { plainScore } from './score.ts';

/** A rival whose odds without habits are further behind than this (natural log) is none. */
const FAR = 6;
/** Share of the cases in which one kind must not begin after the other ended, or it may be called because of it. */
const AT_ONCE = 0.5;
/** So much (natural log) must speak for the rival, and so many cases, before a whole class is given to it. */
const TURNED = 3;
const LEAST_TURNED = 3;

/** The likeliest cause of a case, and per other kind its pair that does best without habits. */
export interface Seat {
  readonly one: Case;
  readonly best: Pair | null;
  readonly rivals: ReadonlyMap<number, Rival>;
}

export interface Rival {
  readonly pair: Pair;
  /** How far it is behind the likeliest cause without habits (natural log). */
  readonly behind: number;
}

/** Where a case stands: its best pair, and of each other kind the one that comes nearest to it. */
export function seatOf(frame: Frame, one: Case): Seat {
  const best = one.pairs.find(({ probability }) => probability > 0.5);
  const rivals = new Map<number, Rival>();
  if (!best || one.key.type === 'decided') return { one, best: null, rivals };
  const own = plainScore(frame, one, best);
  for (const pair of one.pairs) {
    if (pair.kind === best.kind) continue;
    const behind = own - plainScore(frame, one, pair);
    if (behind < Math.min(FAR, rivals.get(pair.kind)?.behind ?? FAR)) rivals.set(pair.kind, { pair, behind });
  }
  return { one, best, rivals };
}

/** Two kinds in one signature: the cases that the first won with the second there. */
export interface Contest {
  readonly signature: number;
  readonly kind: number;
  readonly rival: number;
  readonly seats: Seat[];
  /** By how much the first is ahead without habits, in all. */
  lead: number;
}

/** What the answers of a run say of kinds that are often there together. */
export interface Contests {
  /** Per kind and signature ({@link writeKey}): cases won, and calls that won one. */
  readonly won: ReadonlyMap<number, number>;
  readonly calls: ReadonlyMap<number, number>;
  /** By {@link metKey}. */
  readonly met: ReadonlyMap<string, Contest>;
}

/** What is left of a contest when its cases are done. */
export interface Standing {
  readonly together: number;
  /** By how much the first is ahead on average, and what the calls that did not write say ({@link byCounts}). */
  readonly lead: number;
  readonly counted: number;
}

/** What the calls of two kinds that came together say of who wrote. */
export const standingOf = (frame: Frame, contests: Contests, contest: Contest): Standing => ({
  together: contest.seats.length,
  lead: contest.lead / contest.seats.length,
  counted: byCounts(frame, contests, contest),
});

/** Names two kinds that competed for a signature. */
export const metKey = (signature: number, kind: number, rival: number): string => `${signature} ${kind} ${rival}`;

/** Who won against whom, over all cases. */
export function countContests(frame: Frame, seats: readonly Seat[]): Contests {
  const won = new Map<number, number>();
  const calls = new Map<number, number>();
  const met = new Map<string, Contest>();
  const seen = new Set<number>();
  for (const seat of seats) {
    const { one, best, rivals } = seat;
    if (!best) continue;
    const key = writeKey(frame, best.kind, one.signature);
    won.set(key, (won.get(key) ?? 0) + 1);
    const load = loadKey(frame, best.exchange, one.signature);
    if (!seen.has(load)) calls.set(key, (calls.get(key) ?? 0) + 1);
    seen.add(load);
    for (const [rival, { behind }] of rivals) {
      const name = metKey(one.signature, best.kind, rival);
      const contest = met.get(name) ?? { signature: one.signature, kind: best.kind, rival, seats: [], lead: 0 };
      contest.seats.push(seat);
      contest.lead += behind;
      met.set(name, contest);
    }
  }
  return { won, calls, met };
}

/**
 * How much (natural log) the calls that did not write speak for the winner of a contest, or, below 0, for its rival:
 * of two kinds that come together, the one that also comes alone and then writes nothing is hardly the cause. Silent
 * where the one they speak for begins after the other ended: clients go on only when a call did what it should.
 */
function byCounts(frame: Frame, { calls }: Contests, contest: Contest): number {
  const { signature, kind, rival, seats } = contest;
  const [own, other] = [frame.kindSizes[kind] ?? 0, frame.kindSizes[rival] ?? 0];
  const wrote = Math.min(own, calls.get(writeKey(frame, kind, signature)) ?? 0);
  const rivalWrote = Math.min(other, calls.get(writeKey(frame, rival, signature)) ?? 0);
  const moved = Math.min(
    wrote,
    countCalls(seats, (seat) => seat.best),
  );
  const gained = Math.min(
    other - rivalWrote,
    countCalls(seats, ({ rivals }) => rivals.get(rival)?.pair ?? null),
  );
  const asIs = evidenceOf(wrote, own) + evidenceOf(rivalWrote, other);
  const swapped = evidenceOf(wrote - moved, own) + evidenceOf(rivalWrote + gained, other);
  const forWinner = asIs - swapped;
  return isFollowing(frame, contest, forWinner < 0) ? 0 : forWinner;
}

const countCalls = (seats: readonly Seat[], callOf: (seat: Seat) => Pair | null): number =>
  new Set(seats.flatMap((seat) => callOf(seat)?.exchange ?? [])).size;

/** Log evidence of so many calls having written, where any share is as likely before (a uniform prior). */
const evidenceOf = (wrote: number, calls: number): number =>
  lnFactorial(wrote) + lnFactorial(calls - wrote) - lnFactorial(calls + 1);

/** Stirling's series; exact to six digits. */
function lnFactorial(n: number): number {
  if (n < 2) return 0;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** Whether the rival, or else the winner, mostly begins after the other ended. */
function isFollowing({ moments }: Frame, { rival, seats }: Contest, isRivals: boolean): boolean {
  const after = seats.filter(({ best, rivals }) => {
    const other = rivals.get(rival)?.pair;
    if (!best || !other) return true;
    const [first, second] = isRivals ? [best, other] : [other, best];
    const start = (moments.first[second.exchange] ?? 0) + BEFORE_US;
    return start >= (moments.last[first.exchange] ?? 0) - AFTER_US;
  });
  return after.length > AT_ONCE * seats.length;
}

/** A case that goes from its likeliest cause to a rival. */
export interface Turned {
  readonly one: Case;
  readonly from: Pair;
  readonly to: Pair;
}

/** The cases of classes that a rival kind explains better, its own calls and those of the winner counted. */
export function findTurned(frame: Frame): Turned[] {
  const contests = countContests(
    frame,
    frame.docket.cases.map((one) => seatOf(frame, one)),
  );
  const turned = new Map<Case, Turned>();
  const lost = [...contests.met.values()].filter(({ seats }) => seats.length >= LEAST_TURNED);
  for (const contest of lost) {
    if (contest.lead / contest.seats.length + byCounts(frame, contests, contest) > -TURNED) continue;
    for (const { one, best, rivals } of contest.seats) {
      const to = rivals.get(contest.rival)?.pair;
      if (best && to && !turned.has(one)) turned.set(one, { one, from: best, to });
    }
  }
  return [...turned.values()];
}
