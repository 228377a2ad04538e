import type { Calibration, CalibrationBin } from '../shared/quality-views.ts';
import { CALIBRATION_BINS, CALLS_TO_CALIBRATE } from '../shared/quality-views.ts';
import type { Link } from '../shared/records.ts';
import type { AttributableExchange, AttributableRun, AttributableTransaction, Attribute } from './attribute/model.ts';

/** Transactions attributed again at most: enough for the shares, and done in about a second. */
const MOST_TRANSACTIONS = 5_000;
/** Requests this long before and after the stretch may have been open in it. In microseconds. */
const AROUND_US = 10_000_000;

/**
 * How often answers are right that are given without ids: requests that an id decided are linked again with all ids
 * hidden, and what is said is held against what the id says. Null bins where too few requests carry one.
 */
export function calibrate(run: AttributableRun, links: readonly Link[], attribute: Attribute): Calibration {
  const truth = new Map(links.flatMap(decidedByKey));
  const requests = new Set(truth.values()).size;
  if (requests < CALLS_TO_CALIBRATE) return { requests, transactions: 0, bins: null };
  const hidden = withoutKeys(stretchOf({ exchanges: [...run.exchanges], transactions: run.transactions }, truth));
  const said = attribute(hidden).links.filter(({ transactionId }) => truth.has(transactionId));
  return { requests, transactions: said.length, bins: binsOf(said, truth) };
}

const decidedByKey = ({ transactionId, exchangeId, basis }: Link): [transaction: number, exchange: number][] =>
  exchangeId !== null && basis.includes('key') && !basis.includes('person') ? [[transactionId, exchangeId]] : [];

interface Sides {
  readonly exchanges: readonly AttributableExchange[];
  readonly transactions: readonly AttributableTransaction[];
}

/** The middle of the run, with the requests around it. */
function stretchOf({ exchanges, transactions }: Sides, truth: ReadonlyMap<number, number>): Sides {
  if (transactions.length <= MOST_TRANSACTIONS) return { exchanges, transactions };
  const from = Math.floor((transactions.length - MOST_TRANSACTIONS) / 2);
  const own = transactions.slice(from, from + MOST_TRANSACTIONS);
  const linked = new Set(own.flatMap(({ id }) => truth.get(id) ?? []));
  let [fromUs, toUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // By the requests' own clock: that of the log may be off.
  for (const { id, startUs } of exchanges) {
    if (startUs === null || !linked.has(id)) continue;
    fromUs = Math.min(fromUs, startUs - AROUND_US);
    toUs = Math.max(toUs, startUs + AROUND_US);
  }
  const near = ({ startUs }: AttributableExchange) => startUs === null || (startUs >= fromUs && startUs <= toUs);
  return { exchanges: exchanges.filter(near), transactions: own };
}

const withoutKeys = ({ exchanges, transactions }: Sides): Sides => ({
  exchanges: exchanges.map((exchange) => ({
    ...exchange,
    keys: [],
    values: exchange.values.filter(({ place }) => place !== 'header'),
  })),
  transactions: transactions.map((transaction) => ({ ...transaction, keys: [] })),
});

/** Equal steps of probability; the last holds 1 too. */
function binsOf(said: readonly Link[], truth: ReadonlyMap<number, number>): CalibrationBin[] {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ answers: 0, right: 0, said: 0 }));
  for (const { transactionId, exchangeId, probability } of said) {
    const bin = bins[Math.min(CALIBRATION_BINS - 1, Math.floor(probability * CALIBRATION_BINS))];
    if (!bin) continue;
    bin.answers += 1;
    bin.said += probability;
    if (exchangeId === truth.get(transactionId)) bin.right += 1;
  }
  return bins.map(({ answers, right, said: sum }) => ({ answers, right, said: answers === 0 ? 0 : sum / answers }));
}
