import type { Exchange } from '../../shared/records.ts';
import { createShapeIds } from './change-shapes.ts';
import { type ChangeShape, type ChangeText, ChangeTexts, type StorableTransaction } from './change-texts.ts';
import type { Db } from './database.ts';
import { contentBlocks, contentLine } from './messages.ts';
import { imageBlocks, imageLine } from './row-images.ts';
import { RowQueue } from './row-queue.ts';

/** Records a batch holds: large enough to be fast, short enough that other writers never wait long. */
const BATCH = 500;

/** Writes a capture's records in batches, each batch one transaction. Call `flush` at the end. */
export interface CaptureWriter {
  addExchange(exchange: Exchange): void;
  addTransaction(transaction: StorableTransaction): void;
  flush(): void;
}

export function createCaptureWriter(db: Db, captureId: number): CaptureWriter {
  const exchanges = new Exchanges(db, captureId);
  const transactions = new Transactions(db, captureId);
  const writeAll = db.transaction(() => {
    exchanges.write();
    transactions.write();
  });
  const flush = () => {
    exchanges.end();
    transactions.end();
    writeAll.immediate();
  };
  return {
    addExchange(exchange) {
      if (exchanges.add(exchange) >= BATCH) flush();
    },
    addTransaction(transaction) {
      if (transactions.add(transaction) >= BATCH) flush();
    },
    flush,
  };
}

const EXCHANGE = `id, capture_id, position, byte_offset, method, origin, path, query, start_us, end_us, server_from_us,
  server_to_us, status, failure, reached, reached_why, client, operation, connection, keys, claims`.split(/,\s*/);

class Exchanges {
  readonly #captureId: number;
  readonly #nextId: () => number;
  readonly #rows: RowQueue;
  readonly #contents: RowQueue;
  readonly #blocks = contentBlocks((first, packed) => this.#contents.add(first, packed));

  constructor(db: Db, captureId: number) {
    this.#captureId = captureId;
    this.#nextId = nextIdOf(db, 'exchange');
    this.#rows = new RowQueue(db, 'exchange', EXCHANGE);
    this.#contents = new RowQueue(db, 'message', ['exchange_id', 'content']);
  }

  /** Says how many wait. */
  add(exchange: Exchange): number {
    this.#rows.add(
      this.#rows.length,
      this.#captureId,
      exchange.index,
      exchange.byteOffset,
      exchange.method,
      exchange.origin,
      exchange.path,
      listText(exchange.query),
      exchange.startUs,
      exchange.endUs,
      exchange.serverFromUs,
      exchange.serverToUs,
      exchange.status,
      exchange.failure,
      exchange.reached,
      exchange.reachedWhy,
      exchange.client,
      exchange.operation,
      exchange.connection ?? null,
      listText(exchange.keys),
      listText(exchange.claims),
    );
    this.#blocks.add(contentLine(exchange));
    return this.#rows.length;
  }

  end(): void {
    this.#blocks.end();
  }

  write(): void {
    const id = this.#nextId();
    this.#rows.write(id);
    this.#contents.write(id);
  }
}

const TRANSACTION = 'id,capture_id,source_id,byte_offset,time_us,time_kind,resolution_us,context'.split(',');
/** Most logs have commit times, and say nothing of a transaction's cause. */
const COMMIT = { time_kind: "'commit'", resolution_us: '1', context: "'[]'" };
const CHANGE = 'transaction_id,ordinal,shape_id,row_key,byte_offset'.split(',');

class Transactions {
  readonly #captureId: number;
  readonly #nextId: () => number;
  readonly #rows: RowQueue;
  readonly #commits: RowQueue;
  readonly #changes: RowQueue;
  readonly #images: RowQueue;
  readonly #shapeId: (shape: ChangeShape) => number;
  readonly #texts = new ChangeTexts();
  readonly #blocks = imageBlocks((first, packed) => this.#images.add(first, this.#captureId, packed));

  constructor(db: Db, captureId: number) {
    this.#captureId = captureId;
    this.#nextId = nextIdOf(db, 'source_transaction');
    this.#rows = new RowQueue(db, 'source_transaction', TRANSACTION);
    this.#commits = new RowQueue(db, 'source_transaction', TRANSACTION.slice(0, 5), COMMIT);
    this.#changes = new RowQueue(db, 'change_row', CHANGE);
    this.#images = new RowQueue(db, 'row_image', ['first_id', 'capture_id', 'content']);
    this.#shapeId = createShapeIds(db, captureId);
  }

  /** Says how many wait. */
  add({ sourceId, byteOffset, time, context, changes }: StorableTransaction): number {
    const at = this.#rows.length + this.#commits.length;
    const us = time?.us ?? null;
    if (time?.kind === 'commit' && time.resolutionUs === 1 && context.length === 0)
      this.#commits.add(at, this.#captureId, sourceId, byteOffset, us);
    else {
      const [kind, resolutionUs] = [time?.kind ?? null, time?.resolutionUs ?? null];
      this.#rows.add(at, this.#captureId, sourceId, byteOffset, us, kind, resolutionUs, listText(context));
    }
    const texts = changes.map((change) => ('shape' in change ? change : this.#texts.of(change)));
    for (let ordinal = 0; ordinal < texts.length; ordinal++) this.#addChange(at, ordinal, texts[ordinal] as ChangeText);
    this.#blocks.add(imageLine(texts));
    return at + 1;
  }

  end(): void {
    this.#blocks.end();
  }

  write(): void {
    const id = this.#nextId();
    this.#rows.write(id);
    this.#commits.write(id);
    this.#changes.write(id);
    this.#images.write(id);
  }

  #addChange(at: number, ordinal: number, { shape, key, byteOffset }: ChangeText): void {
    this.#changes.add(at, ordinal, this.#shapeId(shape), key, byteOffset);
  }
}

const listText = (list: readonly unknown[]): string => (list.length === 0 ? '[]' : JSON.stringify(list));

/** The id that the next row would get by itself; asked within the transaction that writes it. */
function nextIdOf(db: Db, table: 'exchange' | 'source_transaction'): () => number {
  const next = db.prepare<[], number>(`SELECT coalesce(max(id), 0) + 1 FROM ${table}`).pluck();
  return () => next.get() as number;
}
