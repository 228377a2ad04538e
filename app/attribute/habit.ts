import type { Case } from './case.ts';
import { FINDS } from './finds.ts';
import { type Frame, loadKey, ofLoadKey, ofWriteKey, sortKey, writeKey } from './frame.ts';
import { NO_EVIDENCE, type Pair } from './pair.ts';
import { Tally } from './tally.ts';
import { isOff, PHASES } from './time-evidence.ts';

/** What the run as a whole teaches: who usually writes what, when in the exchange, and showing which values. */
export interface Habits {
  /** Per exchange and signature ({@link loadKey}): how many chains. */
  readonly loads: ReadonlyMap<number, number>;
  /** Per kind of exchange and signature: exchanges that write such a chain, and chains beyond the first of each. */
  readonly writers: ReadonlyMap<number, number>;
  readonly extras: ReadonlyMap<number, number>;
  /** Per signature: the kinds of exchange that write it oftenest per call, best first; two are enough. */
  readonly sources: readonly (readonly Source[])[];
  /** Per signature: in what part of all kinds of exchange it is usual. */
  readonly usual: readonly Usual[];
  /** Per signature: how many chains without a request. */
  readonly background: readonly number[];
  /** Per signature: chains that some recorded exchange caused. */
  readonly caused: readonly number[];
  /** Writes of requests that were not recorded, for each write of one that was: estimated over the whole run. */
  readonly missing: number;
  /** Per signature; key −1 for all of them. */
  readonly phases: Tally;
  /** Per sort of value, and per kind of exchange and sort: where it was found. */
  readonly finds: Tally;
  readonly findsByKind: Tally;
  /**
   * The same of pairs near in time, but for cases without a recorded cause too: what {@link Docket.met} counts
   * beside it was held by others while the cause was known.
   */
  readonly findsNear: Tally;
}

export interface Source {
  readonly kind: number;
  /** Share of its calls that write such a chain. */
  readonly share: number;
}

/** By whether kinds are meant to be safe: how many write it, and the sum of the shares of their calls that do. */
export interface Usual {
  readonly safe: { kinds: number; shares: number };
  readonly unsafe: { kinds: number; shares: number };
}

/** Share of unrecorded requests that is expected of a capture, and how many such writes are pretended. */
export const MISSING = 0.05;
const FIRST_MISSING = 0.5;
/** The most unrecorded requests that are believed in for each recorded one. */
export const MOST_MISSING = 3;

/** Key of {@link Habits.phases} for all signatures together. */
export const ALL = -1;
/** Only what is this sure without a kind of evidence teaches that kind of evidence. */
const SURE = 0.8;
const LEAST_SEEN = 0.1;

/** Learns the habits from the probabilities as they stand. */
export function learnHabits(frame: Frame): Habits {
  const loads = new Map<number, number>();
  const unaided = new Map<number, number>();
  const background = Array.from({ length: frame.docket.signatures }, () => 0);
  const caused = Array.from({ length: frame.docket.signatures }, () => 0);
  const habits = {
    loads,
    background,
    caused,
    phases: new Tally(PHASES),
    finds: new Tally(FINDS.length),
    findsByKind: new Tally(FINDS.length),
    findsNear: new Tally(FINDS.length),
  };
  for (const one of frame.docket.cases) {
    background[one.signature] = (background[one.signature] ?? 0) + one.none;
    caused[one.signature] = (caused[one.signature] ?? 0) + 1 - one.none;
    for (const pair of one.pairs) {
      if (pair.probability + one.none < 1e-4) continue;
      add(loads, loadKey(frame, pair.exchange, one.signature), pair.probability);
      add(unaided, loadKey(frame, pair.exchange, one.signature), pair.unaided >= SURE ? pair.probability : 0);
      learnPair(frame, habits, one, pair);
    }
  }
  return { ...habits, ...sumLoads(frame, loads, unaided), missing: missingShare(frame, background, caused) };
}

/**
 * A timer's writes do not come from requests, recorded or not; nor does what hardly any recorded request writes, nor
 * more than where the commits fall allows.
 */
function missingShare(frame: Frame, background: readonly number[], caused: readonly number[]): number {
  const { periods } = frame;
  const sum = (counts: readonly number[]) => counts.reduce((all, count, i) => all + (periods[i] ? 0 : count), 0);
  const likely = background.map((count, i) =>
    Math.min(count, MOST_MISSING * (caused[i] ?? 0), frame.background.missing[i] ?? count),
  );
  return (FIRST_MISSING + sum(likely)) / (FIRST_MISSING / MISSING + sum(caused));
}

function sumLoads(
  frame: Frame,
  loads: ReadonlyMap<number, number>,
  unaided: ReadonlyMap<number, number>,
): Pick<Habits, 'writers' | 'extras' | 'sources' | 'usual'> {
  const writers = new Map<number, number>();
  const extras = new Map<number, number>();
  for (const [key, load] of loads) {
    const { exchange, signature } = ofLoadKey(frame, key);
    const write = writeKey(frame, frame.kindOf[exchange] ?? 0, signature);
    add(writers, write, Math.min(1, load));
    add(extras, write, Math.max(0, (unaided.get(key) ?? 0) - 1));
  }
  return { writers, extras, sources: findSources(frame, writers), usual: findUsual(frame, writers) };
}

function findUsual(frame: Frame, writers: ReadonlyMap<number, number>): Usual[] {
  const usual = Array.from({ length: frame.docket.signatures }, () => ({
    safe: { kinds: 0, shares: 0 },
    unsafe: { kinds: 0, shares: 0 },
  }));
  for (const [key, calls] of writers) {
    const { kind, signature } = ofWriteKey(frame, key);
    const own = usual[signature]?.[frame.safe[kind] ? 'safe' : 'unsafe'];
    if (!own) continue;
    own.kinds += Math.min(1, calls);
    own.shares += Math.min(1, calls / Math.max(1, frame.kindSizes[kind] ?? 1));
  }
  return usual;
}

function findSources(frame: Frame, writers: ReadonlyMap<number, number>): Source[][] {
  const sources: Source[][] = Array.from({ length: frame.docket.signatures }, () => []);
  for (const [key, calls] of writers) {
    const { kind, signature } = ofWriteKey(frame, key);
    sources[signature]?.push({ kind, share: calls / ((frame.kindSizes[kind] ?? 0) + 1) });
  }
  return sources.map((all) => all.sort((a, b) => b.share - a.share || a.kind - b.kind).slice(0, 2));
}

function add(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function learnPair(
  frame: Frame,
  habits: Pick<Habits, 'phases' | 'finds' | 'findsByKind' | 'findsNear'>,
  one: Case,
  pair: Pair,
): void {
  const { cells } = pair;
  const all = cells.reduce((sum, { density }) => sum + density, 0);
  // What the time itself has made unlikely still counts a little, or the first guess would prove itself right.
  const seen = pair.untimed * (LEAST_SEEN + (1 - LEAST_SEEN) * pair.probability);
  for (const cell of cells) {
    // Reads come before and after a client's writes at a steady pace: only requests that are meant to write tell
    // how far off a commit can be.
    if (isOff(cell) && frame.safe[pair.kind]) continue;
    if (pair.untimed < SURE) continue;
    habits.phases.add(ALL, cell.phase, (seen * cell.density) / all);
    habits.phases.add(one.signature, cell.phase, (seen * cell.density) / all);
  }
  one.sorts.forEach((sort, i) => {
    const find = pair.findOf(i);
    if (find === NO_EVIDENCE) return;
    const key = sortKey(frame, pair.kind, sort);
    habits.finds.add(sort, find, pair.probability);
    habits.findsByKind.add(key, find, pair.probability);
    if (pair.isNear) habits.findsNear.add(key, find, pair.probability + one.none);
  });
}
