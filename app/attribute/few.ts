import type { Case } from './case.ts';
import { FINDS } from './finds.ts';
import { type Frame, loadKey, writeKey } from './frame.ts';
import { ALL, type Habits } from './habit.ts';
import { NAMING, type Pair } from './pair.ts';
import { isWide } from './run.ts';
import { plainScore, valueWeight } from './score.ts';
import { EXPECTED_PHASES, isAfter, isOpen, PHASES } from './time-evidence.ts';

/** A class of fewer chains teaches hardly any habit. */
export const FEW = 8;
/** How much (natural log) what was learnt of few may add to what speaks without it; less where stamps are not exact. */
const LEARNT = { exact: 3.5, wide: 2 };
/** Where a smaller share of the commits comes so late, a request that was not recorded is as likely. */
const SELDOM = 0.15;
/** How many commits are pretended to have come when commits are expected to. */
const PRETENDED = 10;
/** Where a smaller share of the calls that write wrote twice, the second may be that of a repeat that was not recorded. */
const TWICE = 0.3;
/** A value that more of the exchanges hold names nothing. */
const COMMON = 0.2;
const PATH = FINDS.indexOf('path');
/** So many other requests open at once, and the weight (natural log) from which values speak for one of them. */
const CROWD = 3;
const SPEAKING = 0.5;
/** The most that is said of one of them by time and habit: about as many such answers are right. */
const BY_TIME = 0.6;
/** The most that is said where one of these holds. */
export const UNSURE = 0.88;

/** What cases can be sure of that are few, contested or told by time alone; per case with a likeliest exchange. 1 = nothing speaks against being sure. */
export function limitFew(frame: Frame, habits: Habits, repeaters: Repeaters): (one: Case, best: Pair) => number {
  const repeats = findRepeats(frame, repeaters);
  return (one, best) => {
    if (isLostInCrowd(frame, habits, one, best)) return BY_TIME;
    const repeated = repeats.has(one) ? UNSURE : 1;
    if ((frame.chains[one.signature] ?? 0) >= FEW) return repeated;
    const late = lateShare(habits, one, best) < SELDOM ? UNSURE : 1;
    const named = isNamedByRival(frame, one, best) ? UNSURE : 1;
    return Math.min(repeated, late, named, againstRivals(frame, one, best));
  };
}

/** Whether nothing but time and habit speaks for a request among several that were open. */
function isLostInCrowd(frame: Frame, habits: Habits, one: Case, best: Pair): boolean {
  const others = one.pairs.filter((pair) => pair !== best && pair.cells.some(isOpen));
  return others.length >= CROWD && !frame.leads.has(one) && valueWeight(frame, habits, one, best) < SPEAKING;
}

/** Without habits another candidate may do as well. */
function againstRivals(frame: Frame, one: Case, best: Pair): number {
  const own = plainScore(frame, one, best);
  const rivals = one.pairs.filter((pair) => pair !== best).map((pair) => plainScore(frame, one, pair));
  const behind = own - rivals.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return Math.max(0.5, 1 / (1 + Math.exp(-behind - (isWide(one.chain) ? LEARNT.wide : LEARNT.exact))));
}

/** Whether another request that is meant to write names in its path something of the row that this one does not name. */
function isNamedByRival({ safe }: Frame, one: Case, best: Pair): boolean {
  const rivals = one.pairs.filter((pair) => pair !== best && (pair.isNear || isWide(one.chain)) && !safe[pair.kind]);
  return one.features.some(
    (_, i) =>
      !NAMING.has(best.findOf(i)) && rivals.some((rival) => rival.findOf(i) === PATH && rival.chanceOf(i) < COMMON),
  );
}

/** The share of other signatures' commits that come as long after the response as this one; 1 where it came before. */
function lateShare({ phases }: Habits, { signature }: Case, { cells }: Pair): number {
  const [first] = cells;
  if (!first || !isAfter(first)) return 1;
  const all = phases.total(ALL) - phases.total(signature);
  let late = 0;
  for (let phase = first.phase; phase < PHASES; phase++)
    late += phases.count(ALL, phase) - phases.count(signature, phase) + PRETENDED * (EXPECTED_PHASES[phase] ?? 0);
  return late / (all + PRETENDED);
}

/** One chain and the exchange that is most likely its cause. */
interface Won {
  readonly one: Case;
  readonly best: Pair;
}

/** Per kind of exchange and signature ({@link writeKey}): exchanges that wrote it, and those that did so twice. */
export type Repeaters = ReadonlyMap<number, { readonly writers: number; readonly twice: number }>;

/** Counts them over the answers that are more likely than not. */
export function countRepeaters(frame: Frame): Repeaters {
  const counts = new Map<number, { writers: number; twice: number }>();
  for (const [first, ...more] of winsOf(frame)) {
    if (!first) continue;
    const { writers, twice } = counts.get(repeaterKey(frame, first)) ?? { writers: 0, twice: 0 };
    counts.set(repeaterKey(frame, first), { writers: writers + 1, twice: twice + Math.min(1, more.length) });
  }
  return counts;
}

const repeaterKey = (frame: Frame, { one, best }: Won) => writeKey(frame, best.kind, one.signature);

/** Per exchange and signature: the chains that it most likely caused. */
function winsOf(frame: Frame): Won[][] {
  const won = new Map<number, Won[]>();
  for (const one of frame.docket.cases) {
    const best = one.key.type === 'decided' ? undefined : one.pairs.find(({ probability }) => probability > 0.5);
    if (!best) continue;
    const key = loadKey(frame, best.exchange, one.signature);
    const known = won.get(key);
    if (known) known.push({ one, best });
    else won.set(key, [{ one, best }]);
  }
  return [...won.values()];
}

/**
 * Cases that would be one more such write of their exchange, where calls of its kind hardly ever write twice: those
 * after the response if another came before it, else all.
 */
function findRepeats(frame: Frame, repeaters: Repeaters): ReadonlySet<Case> {
  const seldom = winsOf(frame).filter((all) => {
    const count = all[0] && repeaters.get(repeaterKey(frame, all[0]));
    return all.length > 1 && count !== undefined && count.twice < TWICE * count.writers;
  });
  return new Set(seldom.flatMap(doubted));
}

function doubted(all: readonly Won[]): Case[] {
  const late = all.filter(({ best: { cells } }) => cells[0] && isAfter(cells[0]));
  return (late.length < all.length ? late : all).map(({ one }) => one);
}
