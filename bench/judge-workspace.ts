import { createRun, publishRun } from '../app/store/captures.ts';
import { type Db, openDatabase } from '../app/store/database.ts';
import { assignEndpoints, readPaths } from '../app/store/endpoints.ts';
import { writeLinks } from '../app/store/links.ts';
import type { Body, Change, Exchange, Link, Row, Transaction } from '../shared/records.ts';
import { addCapture, idsOf } from './captures.ts';
import { randomOf } from './random.ts';

/**
 * A workspace with one large run, the same each time, made to be hard to judge: hot rows that every client changes,
 * PUTs of parts and in equal pairs, POSTs sent again, reads that count visits, and one setting that all share.
 */

const GAP_US = 20_000;
const EPOCH_US = 1_795_290_799_000_000;
const METHODS = ['GET', 'GET', 'GET', 'PUT', 'PUT', 'PATCH', 'PATCH', 'POST', 'DELETE', 'GET'];
const KINDS = ['articles', 'boards', 'cards', 'drafts', 'events_of_day', 'files', 'groups', 'hooks'];
const CLIENTS = 12;

/** Everything about request n: what it asks, and the row it is about. */
interface Asked {
  readonly method: string;
  readonly kind: string;
  readonly row: number;
  readonly path: string;
  readonly client: number;
  readonly sends: Row | null;
}

function askedBy(n: number): Asked {
  const kind = KINDS[Math.floor(n / 10) % KINDS.length] ?? '';
  const method = METHODS[n % METHODS.length] ?? '';
  const isHot = randomOf(n, 1) < 0.2;
  const row = isHot ? 1 : 1 + Math.floor(randomOf(n, 2) * 200);
  const path =
    method === 'POST' ? `/api/${kind}` : isHot && kind === 'groups' ? '/api/settings/1' : `/api/${kind}/${row}`;
  return { method, kind, row, path, client: n % CLIENTS, sends: sentBy(n, method) };
}

/** Every second PUT repeats the one before; half of the clients leave a part out. */
function sentBy(n: number, method: string): Row | null {
  if (method === 'GET' || method === 'DELETE') return null;
  const same = method === 'PUT' || method === 'POST' ? n - (n % 2) : n;
  const all: Row = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`field_${at}`, `value ${Math.floor(randomOf(same, 20 + at) * 50)}`]),
  );
  if (method === 'PATCH') return { field_1: all.field_1 ?? null };
  const { field_3, field_4, ...part } = all;
  return n % CLIENTS < 6 ? all : part;
}

const startOf = (n: number) => EPOCH_US + n * GAP_US;
const tookOf = (n: number) => 5_000 + Math.floor(randomOf(n, 3) * 60_000);

const bodyOf = (value: unknown): Body => {
  const text = JSON.stringify(value);
  return { mime: 'application/json', text, size: text.length, state: 'full' };
};

function exchangeOf(n: number): Exchange {
  const { method, path, client, sends, row } = askedBy(n);
  const [startUs, endUs] = [startOf(n), startOf(n) + tookOf(n)];
  const shown = { id: row, ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`shown_${at}`, at * row])) };
  return {
    index: n,
    byteOffset: n,
    operation: null,
    method,
    origin: 'http://app.example',
    path,
    query: [],
    startUs,
    endUs,
    serverFromUs: startUs,
    serverToUs: endUs,
    status: method === 'POST' ? 201 : 200,
    failure: null,
    reached: 'yes',
    reachedWhy: 'answered',
    request: { headers: [['User-Agent', `client ${client}`]], body: sends === null ? null : bodyOf(sends) },
    response: { headers: [['ETag', `"${n}"`]], body: bodyOf({ data: shown }) },
    claims: [],
    keys: [],
    client: `client ${client}`,
  };
}

/** One row, one audit row and, of a read, one visit: what the request changed. */
function transactionOf(n: number): Transaction {
  const asked = askedBy(n);
  return {
    sourceId: String(n),
    byteOffset: n,
    time: { us: startOf(n) + Math.floor(tookOf(n) / 2), resolutionUs: 1, kind: 'commit' },
    context: [],
    changes: asked.method === 'GET' ? [insert('page_hits', n, { row: asked.row })] : changesOf(asked, n),
  };
}

const changesOf = (asked: Asked, n: number): Change[] => [
  rowChange(asked, n),
  insert('audit_log', n, { row: asked.row }),
];

const insert = (table: string, id: number, more: Row): Change => ({
  op: 'insert',
  table: `public.${table}`,
  key: { id },
  before: null,
  beforeImage: 'none',
  after: { id, seen_at: new Date(startOf(id) / 1000).toISOString(), ...more },
  changed: null,
  byteOffset: id,
});

function rowChange({ method, kind, row, path, sends }: Asked, n: number): Change {
  const table = path.startsWith('/api/settings') ? 'public.settings' : `public.${kind}`;
  if (method === 'POST') return { ...insert(kind, 1_000_000 + n, sends ?? {}), table };
  const full: Row = {
    id: row,
    ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`field_${at}`, `old ${n}`])),
  };
  const after = { ...full, ...sends };
  const base = { table, key: { id: row }, before: full, beforeImage: 'full' as const, byteOffset: n };
  return method === 'DELETE'
    ? { ...base, op: 'delete', after: null, changed: null }
    : { ...base, op: 'update', after, changed: Object.keys(sends ?? {}) };
}

const SENT: Link['evidence'] = [
  {
    basis: 'value',
    speaks: 'for',
    text: 'The key stands in the path.',
    matches: [{ place: 'path', field: '', table: '', column: '', value: '' }],
  },
];

const linksOf = (exchanges: readonly number[], transactions: readonly number[]): Link[] =>
  transactions.map((transactionId, n) => ({
    transactionId,
    exchangeId: exchanges[n] ?? null,
    probability: 0.995,
    basis: ['value', 'time'],
    evidence: SENT,
    rivals: [{ exchangeId: null, probability: 0.004 }],
  }));

/** A run that is read, and that nobody sees yet, with the links that its transactions are to get. */
export function readRun(
  file: string,
  requests: number,
): { readonly db: Db; readonly run: number; readonly links: readonly Link[] } {
  const db = openDatabase(file);
  const run = createRun(db, EPOCH_US / 1000);
  const http = addCapture(db, run, { name: 'requests.har', kind: 'http', format: 'har' }, requests, (writer, n) =>
    writer.addExchange(exchangeOf(n)),
  );
  const log = addCapture(
    db,
    run,
    { name: 'changes.jsonl', kind: 'changes', format: 'wal2json-2' },
    requests,
    (writer, n) => writer.addTransaction(transactionOf(n)),
  );
  return { db, run, links: linksOf(idsOf(db, 'exchange', http), idsOf(db, 'source_transaction', log)) };
}

/** The same, and visible, but for its findings. */
export function makeRun(file: string, requests: number): { readonly db: Db; readonly run: number } {
  const { db, run, links } = readRun(file, requests);
  db.transaction(() => {
    const paths = readPaths(db, [run]);
    const routed = paths.map((path) => ({ ...path, route: routeOf(path.path), routeKey: routeOf(path.path) }));
    assignEndpoints(db, [run], routed);
    writeLinks(db, [run], links);
    publishRun(db, run);
  })();
  return { db, run };
}

const routeOf = (path: string): string => path.replace(/\d+$/, '{id}');
