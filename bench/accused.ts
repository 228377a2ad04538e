import type { AttributableExchange } from '../app/attribute/model.ts';
import { classOfChange } from '../app/audit/change-class.ts';
import { buildDossiers } from '../app/audit/dossier.ts';
import { findRule } from '../app/audit/judge.ts';
import { createClassLookup, NO_OVERRIDES } from '../app/audit/table-classes.ts';
import { moved } from '../app/audit/weigh.ts';
import type { Link } from '../shared/records.ts';
import { LIKELY } from '../shared/text.ts';
import type { EndpointName } from '../shared/views.ts';
import type { BenchTransaction } from './read-run.ts';
import type { Material } from './stress-cases.ts';

/** Endpoints with a safe method: those that the rule calls broken, and those that truly wrote domain rows. */
export interface Accused {
  readonly rightly: readonly string[];
  readonly wrongly: readonly string[];
  readonly missed: readonly string[];
}

const rule = findRule('safe-method-writes');
/** The rule weighs counts and links alone. */
const NOTHING_MORE = {
  callsOf: () => [],
  contentOf: () => {
    throw new Error('no contents here');
  },
  rowsOf: () => [],
};

/** Judges a case with the default classes, as the program does. */
export function judgeCase(material: Material, links: readonly Link[]): Accused {
  const classes = createClassLookup(columnsOf(material.transactions), NO_OVERRIDES);
  const names = namesOf(material.exchanges);
  const dossiers = buildDossiers({
    hasChangeLog: true,
    uncovered: new Set(),
    likelyFrom: LIKELY,
    endpoints: [...names.values()],
    exchanges: material.exchanges.map((exchange) => toFact(exchange, names)),
    transactions: material.transactions.map(toFactTransaction),
    links,
    source: NOTHING_MORE,
    classOf: (change) => classOfChange(change, classes),
  });
  const broken = dossiers
    .filter((dossier) => rule.appliesTo(dossier.endpoint) === true && rule.judge(dossier, {}).verdict === 'broken')
    .map(({ endpoint }) => wordOf(endpoint));
  const wrote = writersOf(material, (transaction) =>
    transaction.changes.some((change) => {
      const { class: meaning, counts } = classOfChange(change, classes);
      return counts && meaning === 'domain' && moved({ ...change, class: meaning } as never);
    }),
  );
  return {
    rightly: broken.filter((name) => wrote.has(name)),
    wrongly: broken.filter((name) => !wrote.has(name)),
    missed: [...wrote].filter((name) => !broken.includes(name)),
  };
}

function writersOf({ exchanges, transactions, causes }: Material, counts: (t: BenchTransaction) => boolean) {
  const safe = new Map(exchanges.filter(({ safe }) => safe).map(({ id, endpoint }) => [id, endpoint]));
  return new Set(
    transactions.filter(counts).flatMap(({ id }) => {
      const cause = causes.get(id) ?? null;
      return cause === null ? [] : (safe.get(cause) ?? []);
    }),
  );
}

const wordOf = ({ method, origin, route }: EndpointName) => `${method} ${origin} ${route}`;

function namesOf(exchanges: readonly AttributableExchange[]): ReadonlyMap<string, EndpointName> {
  const names = new Map<string, EndpointName>();
  for (const { endpoint } of exchanges) {
    if (names.has(endpoint)) continue;
    const [method = '', origin = '', ...route] = endpoint.split(' ');
    names.set(endpoint, { id: names.size, method, origin, route: route.join(' ') });
  }
  return names;
}

const toFact = ({ id, endpoint, startUs, endUs }: AttributableExchange, names: ReadonlyMap<string, EndpointName>) => ({
  id,
  endpointId: names.get(endpoint)?.id ?? 0,
  capture: 'har',
  captureId: 1,
  index: id,
  reached: 'yes' as const,
  reachedWhy: '',
  startUs,
  endUs,
});

const toFactTransaction = ({ id, time, changes }: BenchTransaction) => ({
  id,
  capture: 'log',
  sourceId: String(id),
  timeUs: time?.us ?? null,
  changes: changes.map((change) => ({ ...change, key: change.key && JSON.stringify(change.key) })),
});

function columnsOf(transactions: readonly BenchTransaction[]): ReadonlyMap<string, string[]> {
  const columns = new Map<string, Set<string>>();
  for (const { changes } of transactions)
    for (const { table, after, key } of changes) {
      const known = columns.get(table) ?? new Set();
      columns.set(table, known);
      for (const name of Object.keys({ ...after, ...key })) known.add(name);
    }
  return new Map([...columns].map(([table, names]) => [table, [...names]]));
}
