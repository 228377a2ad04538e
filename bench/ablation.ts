import type { AttributableExchange, AttributableRun, AttributableTransaction } from '../app/attribute/model.ts';
import { isUpTo } from './random.ts';

/** A run with only some kinds of evidence left in it. */
export interface Ablation {
  readonly name: string;
  readonly strip: (run: AttributableRun) => AttributableRun;
}

const withoutKeys = (run: AttributableRun) => mapBoth(run, (exchange) => clearHeaders(clearKeys(exchange)), clearKeys);
const withoutValues = (run: AttributableRun) => mapBoth(run, clearValues, clearValues);
const withoutHabits = (run: AttributableRun) => mapBoth(run, likeOthers, writeLikeOthers);

function mapBoth(
  run: AttributableRun,
  exchange: (exchange: AttributableExchange) => AttributableExchange,
  transaction: (transaction: AttributableTransaction) => AttributableTransaction,
): AttributableRun {
  return { ...run, exchanges: Array.from(run.exchanges, exchange), transactions: run.transactions.map(transaction) };
}

const clearKeys = <T extends object>(side: T) => ({ ...side, keys: [] });
const clearValues = <T extends object>(side: T) => ({ ...side, values: [] });

/** Ids in headers that rows hold are keys, too. */
const clearHeaders = (exchange: AttributableExchange): AttributableExchange => ({
  ...exchange,
  values: exchange.values.filter(({ place }) => place !== 'header'),
});

/** All exchanges are of one endpoint, so that none is known to write more than another. */
const likeOthers = (exchange: AttributableExchange): AttributableExchange => ({
  ...exchange,
  endpoint: 'POST http://any /',
  safe: false,
  status: 200,
});

const writeLikeOthers = (transaction: AttributableTransaction): AttributableTransaction => ({
  ...transaction,
  changes: [{ op: 'update', table: 'any', changed: null, marks: [] }],
});

const withoutSome = (run: AttributableRun): AttributableRun => ({
  ...run,
  exchanges: [...run.exchanges].filter(({ id }) => !isUpTo(0.3, id, 1)),
});

/** From the least evidence to all but keys; chains come with the values that they are found by. */
export const ABLATIONS: readonly Ablation[] = [
  { name: 'time only', strip: (run) => withoutHabits(withoutValues(withoutKeys(run))) },
  { name: '+ habit', strip: (run) => withoutValues(withoutKeys(run)) },
  { name: '+ values', strip: withoutKeys },
];

/** What calibration is drawn of: it must also hold where evidence is thin and where requests are missing. */
export const PLOTTED: readonly Ablation[] = [
  { name: 'all evidence', strip: (run) => run },
  { name: '30 % of the requests missing', strip: withoutSome },
  { name: 'time and habit alone', strip: (run) => withoutValues(withoutKeys(run)) },
];
