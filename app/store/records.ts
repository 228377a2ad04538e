import type { Change, Exchange, RequestKey, Row, Stamp, TransactionContext } from '../../shared/records.ts';
import { createShapeReader, type StoredShape } from './change-shapes.ts';
import { type Db, fromJson } from './database.ts';
import { type Content, createContentReader } from './messages.ts';
import { createImageReader, type Images, rowOfImage } from './row-images.ts';

/** An exchange with its place in the workspace. */
export interface StoredExchange extends Exchange {
  readonly id: number;
  readonly captureId: number;
  readonly endpointId: number | null;
}

export interface StoredTransaction {
  readonly id: number;
  readonly captureId: number;
  readonly sourceId: string;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly context: readonly TransactionContext[];
  readonly changes: readonly Change[];
}

interface ExchangeColumns {
  id: number;
  capture_id: number;
  endpoint_id: number | null;
  position: number;
  byte_offset: number;
  method: string;
  origin: string;
  path: string;
  query: string;
  start_us: number | null;
  end_us: number | null;
  server_from_us: number | null;
  server_to_us: number | null;
  status: number | null;
  failure: string | null;
  reached: Exchange['reached'];
  reached_why: string;
  client: string | null;
  operation: string | null;
  keys: string;
  claims: string;
}

const EXCHANGE = 'SELECT e.* FROM exchange e JOIN capture c ON c.id = e.capture_id';
const NO_CONTENT: Content = { request: { headers: [], body: null }, response: { headers: [], body: null } };

/** The exchanges of these runs in capture order, one at a time: bodies of a large run never stand in memory together. */
export function* readExchanges(db: Db, runIds: readonly number[]): Generator<StoredExchange> {
  const all = db.prepare<[string], ExchangeColumns>(
    `${EXCHANGE} WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY e.capture_id, e.position`,
  );
  const readContent = createContentReader(db);
  for (const row of all.iterate(JSON.stringify(runIds))) yield toExchange(row, readContent(row.id) ?? NO_CONTENT);
}

/** With headers and bodies; null when the workspace does not hold it. */
export function readExchange(db: Db, id: number): StoredExchange | null {
  const row = db.prepare<[number], ExchangeColumns>(`${EXCHANGE} WHERE e.id = ?`).get(id);
  return row ? toExchange(row, createContentReader(db)(id) ?? NO_CONTENT) : null;
}

/** Reads the changes of one transaction with their images, in its order. */
export function createChangeReader(db: Db, characters?: number): (transactionId: number) => Change[] {
  const read = db.prepare<[number], ChangeColumns>(
    'SELECT * FROM change_row WHERE transaction_id = ? ORDER BY ordinal',
  );
  const shapeOf = createShapeReader(db);
  const imagesOf = createImageReader(db, characters);
  return (transactionId) => {
    const rows = read.all(transactionId);
    const images = rows.length === 0 ? null : imagesOf(transactionId);
    return rows.map((row) => toChange(row, shapeOf(row.shape_id), images?.[row.ordinal] ?? null));
  };
}

function toExchange(row: ExchangeColumns, content: Content): StoredExchange {
  return {
    id: row.id,
    captureId: row.capture_id,
    endpointId: row.endpoint_id,
    index: row.position,
    byteOffset: row.byte_offset,
    method: row.method,
    origin: row.origin,
    path: row.path,
    query: JSON.parse(row.query) as Exchange['query'],
    startUs: row.start_us,
    endUs: row.end_us,
    serverFromUs: row.server_from_us,
    serverToUs: row.server_to_us,
    status: row.status,
    failure: row.failure,
    reached: row.reached,
    reachedWhy: row.reached_why,
    client: row.client,
    operation: row.operation,
    keys: JSON.parse(row.keys) as RequestKey[],
    claims: JSON.parse(row.claims) as Exchange['claims'],
    request: content.request,
    response: content.response,
  };
}

interface TransactionColumns {
  id: number;
  capture_id: number;
  source_id: string;
  byte_offset: number;
  time_us: number | null;
  time_kind: Stamp['kind'] | null;
  resolution_us: number | null;
  context: string;
}

interface ChangeColumns {
  transaction_id: number;
  ordinal: number;
  shape_id: number;
  row_key: string | null;
  byte_offset: number;
  before_row: string | null;
  after_row: string | null;
}

/** The transactions of these runs in log order, with their changes. */
export function* readTransactions(db: Db, runIds: readonly number[]): Generator<StoredTransaction> {
  const transactions = db.prepare<[string], TransactionColumns>(
    `SELECT t.* FROM source_transaction t JOIN capture c ON c.id = t.capture_id
     WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY t.id`,
  );
  const changesOf = createChangeReader(db);
  // all(), not iterate(): better-sqlite3 refuses a second statement's writes, not reads, but one cursor is plainer.
  for (const row of transactions.all(JSON.stringify(runIds))) yield toTransaction(row, changesOf(row.id));
}

/** The transactions linked to one exchange, in commit order. */
export function readLinkedTransactions(db: Db, exchangeId: number): StoredTransaction[] {
  const changesOf = createChangeReader(db);
  return db
    .prepare<[number], TransactionColumns>(
      `SELECT t.* FROM source_transaction t JOIN link l ON l.transaction_id = t.id
       WHERE l.exchange_id = ? ORDER BY t.time_us, t.id`,
    )
    .all(exchangeId)
    .map((row) => toTransaction(row, changesOf(row.id)));
}

function toTransaction(row: TransactionColumns, changes: readonly Change[]): StoredTransaction {
  return {
    id: row.id,
    captureId: row.capture_id,
    sourceId: row.source_id,
    byteOffset: row.byte_offset,
    time:
      row.time_us === null || row.time_kind === null
        ? null
        : { us: row.time_us, kind: row.time_kind, resolutionUs: row.resolution_us ?? 1 },
    context: JSON.parse(row.context) as TransactionContext[],
    changes,
  };
}

const toChange = (row: ChangeColumns, shape: StoredShape, images: Images | null): Change => ({
  op: shape.op,
  table: shape.table,
  key: fromJson<Row>(row.row_key),
  before: images ? rowOfImage(images[0], shape.beforeColumns) : fromJson<Row>(row.before_row),
  beforeImage: shape.beforeImage,
  after: images ? rowOfImage(images[1], shape.afterColumns) : fromJson<Row>(row.after_row),
  changed: shape.changed,
  byteOffset: row.byte_offset,
});
