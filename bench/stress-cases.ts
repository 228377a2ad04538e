import type { AttributableExchange } from '../app/attribute/model.ts';
import { createClassLookup, NO_OVERRIDES } from '../app/audit/table-classes.ts';
import { createMasker } from '../app/ingest/mask.ts';
import { transactionValues } from '../app/ingest/values.ts';
import type { Stamp } from '../shared/records.ts';
import { isUpTo, randomOf } from './random.ts';
import type { BenchTransaction } from './read-run.ts';

/** What a case is made of: both sides of a run, and by transaction the exchange that caused it; null = none did. */
export interface Material {
  readonly exchanges: readonly AttributableExchange[];
  readonly transactions: readonly BenchTransaction[];
  readonly causes: ReadonlyMap<number, number | null>;
}

export interface StressCase {
  readonly name: string;
  readonly derive: (material: Material) => Material;
}

const SECOND_US = 1_000_000;

/** The cases that are the same for every run. */
export const COMMON_CASES: readonly StressCase[] = [
  { name: 'whole', derive: (material) => material },
  { name: '30 % of requests missing', derive: (material) => keep(material, ({ id }) => !isUpTo(0.3, id, 1)) },
  { name: '60 % of requests missing', derive: (material) => keep(material, ({ id }) => !isUpTo(0.6, id, 1)) },
  { name: 'safe methods only', derive: (material) => keep(material, ({ safe }) => safe) },
  { name: '4 x denser', derive: (material) => denser(material, 4) },
  { name: 'no bodies, no headers', derive: withoutBodies },
  { name: 'no row images', derive: withoutImages },
  { name: 'each change alone', derive: withoutGroups },
  { name: '200 ms jitter', derive: (material) => restamp(material, jitter) },
  { name: 'whole seconds', derive: (material) => restamp(material, ({ time }) => wholeSecond(time)) },
  { name: 'skewed clock', derive: skewed },
  { name: '3 h behind', derive: (material) => restamp(material, ({ time }) => at(time, time.us - 10_800 * SECOND_US)) },
  { name: 'transaction start', derive: startStamps },
  { name: 'session rows only', derive: sessionRowsOnly },
];

/** One case per endpoint that writes more than a few times: all of its requests are missing. */
export function endpointCases({ exchanges, transactions, causes }: Material): StressCase[] {
  const endpoints = new Map(exchanges.map(({ id, endpoint }) => [id, endpoint]));
  const writes = new Map<string, number>();
  for (const { id } of transactions) {
    const endpoint = endpoints.get(causes.get(id) ?? -1);
    if (endpoint !== undefined) writes.set(endpoint, (writes.get(endpoint) ?? 0) + 1);
  }
  return [...writes]
    .filter(([, count]) => count >= 10)
    .map(([missing]) => ({
      name: `no ${shortName(missing)}`,
      derive: (material) => keep(material, ({ endpoint }) => endpoint !== missing),
    }));
}

/** `GET http://host /route` → `GET /route`. */
export const shortName = (endpoint: string): string => endpoint.replace(/ \S+/, '');

/** Two applications in one run: the second begins with the first, with tables and an origin of its own. */
export function mix(first: Material, second: Material): Material {
  const ids = { exchange: 1_000_000, transaction: 1_000_000 };
  const by = startOf(first) - startOf(second);
  const moved = (us: number | null) => (us === null ? null : us + by);
  return {
    exchanges: [
      ...first.exchanges,
      ...second.exchanges.map((exchange) => ({
        ...mapTimes(exchange, moved),
        id: exchange.id + ids.exchange,
        endpoint: exchange.endpoint.replace(/ \S+/, ' http://other.example'),
      })),
    ],
    transactions: [
      ...first.transactions,
      ...second.transactions.map((transaction) => ({
        ...renameTables(transaction),
        id: transaction.id + ids.transaction,
        time: transaction.time && at(transaction.time, transaction.time.us + by),
      })),
    ],
    causes: new Map([
      ...first.causes,
      ...[...second.causes].map(
        ([id, cause]) => [id + ids.transaction, cause === null ? null : cause + ids.exchange] as const,
      ),
    ]),
  };
}

const startOf = ({ exchanges }: Material): number =>
  exchanges.reduce((first, { startUs }) => Math.min(first, startUs ?? first), Number.POSITIVE_INFINITY);

const renameTables = (transaction: BenchTransaction): BenchTransaction => ({
  ...transaction,
  changes: transaction.changes.map((change) => ({ ...change, table: `other.${change.table}` })),
  values: transaction.values.map((value) => ({ ...value, table: `other.${value.table}` })),
});

/** Leaves requests out; their writes then have no cause in the capture. */
function keep(material: Material, test: (exchange: AttributableExchange) => boolean): Material {
  const exchanges = material.exchanges.filter(test);
  const left = new Set(exchanges.map(({ id }) => id));
  const causes = [...material.causes].map(
    ([id, cause]) => [id, cause !== null && left.has(cause) ? cause : null] as const,
  );
  return { ...material, exchanges, causes: new Map(causes) };
}

/** Requests begin `times` as often and take as long as before; what they cause keeps its distance to them. */
function denser(material: Material, times: number): Material {
  const from = startOf(material);
  const by = new Map<number, number>();
  for (const { id, startUs } of material.exchanges)
    if (startUs !== null) by.set(id, ((from - startUs) * (times - 1)) / times);
  return {
    ...material,
    exchanges: material.exchanges.map((exchange) =>
      mapTimes(exchange, (us) => (us === null ? null : Math.round(us + (by.get(exchange.id) ?? 0)))),
    ),
    transactions: restampAll(material.transactions, ({ id, time }) => {
      const cause = material.causes.get(id) ?? null;
      const move = cause === null ? ((from - time.us) * (times - 1)) / times : (by.get(cause) ?? 0);
      return at(time, Math.round(time.us + move));
    }),
  };
}

function mapTimes(exchange: AttributableExchange, map: (us: number | null) => number | null): AttributableExchange {
  const { startUs, endUs, serverFromUs, serverToUs } = exchange;
  return {
    ...exchange,
    startUs: map(startUs),
    endUs: map(endUs),
    serverFromUs: map(serverFromUs),
    serverToUs: map(serverToUs),
  };
}

/** As a sanitised export has it: paths and query strings are left. */
function withoutBodies(material: Material): Material {
  const exchanges = material.exchanges.map((exchange) => ({
    ...exchange,
    keys: [],
    values: exchange.values.filter(({ place }) => place === 'path' || place === 'query'),
  }));
  return { ...material, exchanges };
}

/** Of every row the key only; which columns an update moved is not known. */
function withoutImages(material: Material): Material {
  const transactions = material.transactions.map((transaction) => ({
    ...transaction,
    changes: transaction.changes.map((change) => ({
      ...change,
      before: null,
      after: null,
      changed: change.op === 'update' ? null : change.changed,
      marks: [],
    })),
    values: transaction.values.filter(({ role }) => role === 'key'),
  }));
  return { ...material, transactions };
}

const { maskValue } = createMasker(new Uint8Array(32));

/** As a log is that does not say which changes belong together. */
function withoutGroups(material: Material): Material {
  const causes = new Map<number, number | null>();
  const transactions = material.transactions.flatMap((transaction) =>
    transaction.changes.map((change, position): BenchTransaction => {
      const id = transaction.id * 1_000 + position;
      causes.set(id, material.causes.get(transaction.id) ?? null);
      return { ...transaction, id, changes: [change], values: transactionValues({ changes: [change] }, maskValue) };
    }),
  );
  return { ...material, transactions, causes };
}

type Timed = BenchTransaction & { readonly time: Stamp };

function restampAll(transactions: readonly BenchTransaction[], stamp: (timed: Timed) => Stamp): BenchTransaction[] {
  return transactions.map((each) => (each.time ? { ...each, time: stamp({ ...each, time: each.time }) } : each));
}

const restamp = (material: Material, stamp: (timed: Timed) => Stamp): Material => ({
  ...material,
  transactions: restampAll(material.transactions, stamp),
});

const at = (time: Stamp, us: number): Stamp => ({ ...time, us });

const wholeSecond = (time: Stamp): Stamp => ({
  ...time,
  us: time.us - (time.us % SECOND_US),
  resolutionUs: SECOND_US,
});

const jitter = ({ id, time }: Timed): Stamp => at(time, time.us + Math.round((randomOf(id, 2) - 0.5) * 400_000));

/** 1.7 s ahead, and 2 ms more with every second. */
function skewed(material: Material): Material {
  const first = Math.min(...material.transactions.flatMap(({ time }) => time?.us ?? []));
  return restamp(material, ({ time }) => at(time, Math.round(time.us + 1.7 * SECOND_US + 0.002 * (time.us - first))));
}

/** As an audit trigger writes `now()`: somewhere between the start of the server's work and the commit. */
function startStamps(material: Material): Material {
  const starts = new Map(material.exchanges.map(({ id, serverFromUs }) => [id, serverFromUs]));
  return restamp(material, ({ id, time }) => {
    const from = Math.max(starts.get(material.causes.get(id) ?? -1) ?? time.us, time.us - 30_000);
    const us = Math.round(time.us - Math.max(0, time.us - from) * randomOf(id, 3));
    return { ...time, us, kind: 'transaction-start' };
  });
}

/** Only rows that the default classes know for session state: they carry next to nothing of a request. */
function sessionRowsOnly(material: Material): Material {
  const classes = createClassLookup(new Map(), NO_OVERRIDES);
  const isSession = ({ changes }: BenchTransaction) =>
    changes.every(({ table }) => classes.table(table).class === 'session');
  return { ...material, transactions: material.transactions.filter(isSession) };
}
