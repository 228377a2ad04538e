import type { ClockEstimate, Micros, Stamp } from '../../shared/records.ts';
import { type Anchor, fitDrift } from './clock-line.ts';
import type { AttributableExchange } from './model.ts';
import { type Run, reorder } from './run.ts';
import type { ValueIndex } from './value-index.ts';

/** A value in more transactions than this names no single one. */
const MOST_TRANSACTIONS = 2;
/** Fewer sure pairs say nothing about a clock. */
const LEAST_ANCHORS = 5;
/** The clocks are taken as equal unless that leaves out this much more of the anchors. */
const WORTH = 0.1;
/** Commits may come a little before or after the server window that the recorder saw. */
const SLACK_US = 5_000;
/** Share of the sure pairs that must commit too early before stamps are taken to scatter, and how many are believed. */
const SCATTERED = 0.2;
const FURTHEST = 0.98;
/** What is further off is no pair: the request that wrote the value was not recorded. */
const FAR_US = 1_000_000;
/** Asynchronous work commits after the response: offsets up to this much may be no offset at all. */
const LATE_US = 400_000;
/** Lines that hold this much less of the anchors than another are as good. */
const LEVEL = 0.01;
/** Drifts tried, in microseconds per second; the best is then refined. */
const DRIFTS = Array.from({ length: 41 }, (_, step) => (step - 20) * 250);

/** A run whose stamps are on the exchanges' clock, as wide as they scatter. */
export interface TimedRun {
  readonly run: Run;
  readonly clocks: readonly ClockEstimate[];
}

/** Brings each change log to the exchanges' clock; logs are told apart by their capture. */
export function tellTime(recorded: Run, index: ValueIndex): TimedRun {
  const logs = [...new Set(recorded.transactions.map(({ log }) => log))].sort((a, b) => a - b);
  let run = recorded;
  const clocks = logs.map((log) => {
    const estimate = estimateClock(ofLog(run, log), index);
    run = correctClock(run, estimate.corrected ? estimate : null, log);
    const scatterUs = estimateScatter(ofLog(run, log), index);
    run = widenStamps(run, scatterUs, log);
    return { ...estimate, scatterUs };
  });
  return { run: clocks.some(({ corrected }) => corrected) ? reorder(run) : run, clocks };
}

const ofLog = (run: Run, log: number): Run => ({
  ...run,
  transactions: run.transactions.filter((transaction) => transaction.log === log),
});

/** Estimates a log's clock from values that occur in one writing request only. */
function estimateClock(run: Run, index: ValueIndex): ClockEstimate {
  const anchors = findAnchors(run, index);
  const first = anchors[0];
  const stamp = run.transactions.find(({ time }) => time !== null)?.time ?? null;
  const known = {
    captureId: run.transactions[0]?.log ?? 0,
    kind: stamp?.kind ?? null,
    resolutionUs: stamp?.resolutionUs ?? null,
    anchors: anchors.length,
    scatterUs: 0,
  };
  if (!first || anchors.length < LEAST_ANCHORS)
    return { ...known, offsetUs: null, lowUs: null, highUs: null, atUs: null, driftUsPerSecond: 0, corrected: false };
  const agreeing = anchors.filter(({ low, high }) => low - LATE_US <= 0 && high >= 0).length;
  const fit = refine(anchors, first.us, fitDrifts(anchors, first.us));
  return {
    ...known,
    offsetUs: fit.offsetUs,
    lowUs: fit.lowUs,
    highUs: fit.highUs,
    atUs: first.us,
    driftUsPerSecond: fit.drift * 1e6,
    driftLowUsPerSecond: fit.driftLow * 1e6,
    driftHighUsPerSecond: fit.driftHigh * 1e6,
    corrected: fit.held - agreeing > WORTH * anchors.length,
  };
}

/** The run with a log's times moved to the exchanges' clock. */
function correctClock(run: Run, clock: ClockEstimate | null, log: number): Run {
  return clock ? restamp(run, log, (time) => ({ ...time, us: time.us - aheadAt(clock, time.us) })) : run;
}

/** How far a log's clock is ahead of the exchanges' at a stamp of the log, in microseconds. */
export const aheadAt = (clock: ClockEstimate, us: Micros): Micros =>
  Math.round((clock.offsetUs ?? 0) + (clock.driftUsPerSecond / 1e6) * (us - (clock.atUs ?? us)));

function restamp(run: Run, log: number, move: (time: Stamp) => Stamp): Run {
  const transactions = run.transactions.map((transaction) =>
    transaction.log === log && transaction.time ? { ...transaction, time: move(transaction.time) } : transaction,
  );
  return { ...run, transactions };
}

/**
 * How far stamps scatter: no request writes before it begins, so that commits which do tell of their stamps.
 * Takes a run whose clock is correct; 0 where hardly any stamp is off.
 */
function estimateScatter(run: Run, index: ValueIndex): number {
  const anchors = findAnchors(run, index).filter(({ low, high }) => low <= FAR_US && high >= -FAR_US);
  const early = anchors.flatMap(({ high }) => (high < 0 ? [-high] : [])).sort((a, b) => a - b);
  if (anchors.length < LEAST_ANCHORS || early.length < SCATTERED * anchors.length) return 0;
  const furthest = early[Math.floor(FURTHEST * (early.length - 1))] ?? 0;
  // Clients that go on at one pace after a request that was not recorded: all too early by about as much.
  const near = early.filter((by) => by < furthest / 2).length;
  return near < SCATTERED * early.length ? 0 : furthest;
}

/** The run with every stamp of a log widened by this much on either side. */
function widenStamps(run: Run, byUs: number, log: number): Run {
  if (byUs === 0) return run;
  return restamp(run, log, (time) => ({ ...time, us: time.us - byUs, resolutionUs: time.resolutionUs + 2 * byUs }));
}

function findAnchors(run: Run, index: ValueIndex): Anchor[] {
  const uses = countUses(run);
  return run.transactions.flatMap((transaction) => {
    const { time } = transaction;
    if (!time) return [];
    const windows = new Set<AttributableExchange>();
    for (const value of new Set(transaction.values.map((row) => row.value))) {
      const writer = (uses.get(value) ?? 0) <= MOST_TRANSACTIONS ? onlyWriter(run, index, value) : null;
      if (writer) windows.add(writer);
    }
    const [writer] = windows;
    if (!writer || windows.size > 1 || writer.serverFromUs === null || writer.serverToUs === null) return [];
    const high = time.us + time.resolutionUs - writer.serverFromUs + SLACK_US;
    return [{ us: time.us, low: time.us - writer.serverToUs - SLACK_US, high }];
  });
}

function countUses({ transactions }: Run): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { values } of transactions)
    for (const value of new Set(values.map((row) => row.value))) uses.set(value, (uses.get(value) ?? 0) + 1);
  return uses;
}

/** The one successful exchange with an unsafe method that holds a value. */
function onlyWriter(run: Run, index: ValueIndex, value: string): AttributableExchange | null {
  let writer: AttributableExchange | null = null;
  for (const position of index.holders.get(value)?.exchanges ?? []) {
    const exchange = run.exchanges[position];
    if (!exchange || exchange.safe || (exchange.status ?? 200) >= 400) continue;
    if (writer) return null;
    writer = exchange;
  }
  return writer;
}

function fitDrifts(anchors: readonly Anchor[], atUs: Micros): Fit[] {
  return DRIFTS.map((perSecond): Fit => {
    const drift = perSecond / 1e6;
    return { drift, ...mostOverlap(anchors.map((anchor) => moved(anchor, drift * (anchor.us - atUs)))) };
  });
}

/**
 * The drift by all anchors that the best fit holds, none where that holds as many; the interval of the offset is that
 * of every drift that may be the true one. Late commits pull the line to one side, so that the drift lies between all
 * that hold about as many anchors.
 */
function refine(anchors: readonly Anchor[], atUs: Micros, tried: readonly Fit[]): Refined {
  const best = tried.reduce((a, b) => (isBetter(b, a) ? b : a));
  const heldBy = (drift: number): Fit => ({
    drift,
    ...mostOverlap(anchors.map((anchor) => moved(anchor, drift * (anchor.us - atUs)))),
  });
  const { low, best: drift, high } = fitDrift(anchors, atUs, best);
  const isLevel = ({ held }: Fit) => held >= best.held - LEVEL * anchors.length;
  const still = heldBy(0);
  const level = [low, high, ...tried.filter(isLevel).map((fit) => fit.drift)];
  const between = { driftLow: Math.min(...level), driftHigh: Math.max(...level) };
  if (low <= 0 && high >= 0 && isLevel(still)) return { ...still, ...between };
  const fits = [low, drift, high].map(heldBy).filter(isLevel);
  const chosen = fits.find((fit) => fit.drift === drift) ?? best;
  return {
    ...chosen,
    ...between,
    lowUs: fits.reduce((least, { lowUs }) => Math.min(least, lowUs), chosen.lowUs),
    highUs: fits.reduce((most, { highUs }) => Math.max(most, highUs), chosen.highUs),
  };
}

interface Overlap {
  readonly offsetUs: number;
  readonly lowUs: number;
  readonly highUs: number;
  readonly held: number;
}

interface Fit extends Overlap {
  readonly drift: number;
}

/** With all drifts that may be the true one. */
interface Refined extends Fit {
  readonly driftLow: number;
  readonly driftHigh: number;
}

const isBetter = (a: Fit, b: Fit) => a.held > b.held || (a.held === b.held && Math.abs(a.drift) < Math.abs(b.drift));

const moved = ({ us, low, high }: Anchor, by: number): Anchor => ({ us, low: low - by, high: high - by });

/**
 * The offset that lies in most of the anchors' intervals: the middle of the best stretch. Its interval is that of all
 * offsets that lie in about as many.
 */
function mostOverlap(anchors: readonly Anchor[]): Overlap {
  const stretches = stretchesOf(anchors);
  const best = stretches.reduce((a, b) => (b.held > a.held ? b : a), { from: 0, to: 0, held: 0 });
  const level = stretches.filter(({ held }) => held >= best.held - LEVEL * anchors.length);
  return {
    held: best.held,
    offsetUs: (best.from + best.to) / 2,
    lowUs: level.reduce((least, { from }) => Math.min(least, from), best.from),
    highUs: level.reduce((most, { to }) => Math.max(most, to), best.to),
  };
}

/** Between any two neighbouring ends of intervals: how many intervals hold what lies there. */
function stretchesOf(anchors: readonly Anchor[]): { from: number; to: number; held: number }[] {
  const lows = anchors.map(({ low }) => low).sort((a, b) => a - b);
  const highs = anchors.map(({ high }) => high).sort((a, b) => a - b);
  let closed = 0;
  return lows.map((low, opened) => {
    while ((highs[closed] ?? Number.POSITIVE_INFINITY) < low) closed++;
    const to = Math.min(lows[opened + 1] ?? Number.POSITIVE_INFINITY, highs[closed] ?? low);
    return { from: low, to, held: opened + 1 - closed };
  });
}
