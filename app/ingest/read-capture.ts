import type { Exchange, Skip, Transaction } from '../../shared/records.ts';
import type { StorableTransaction } from '../store/change-texts.ts';
import {
  type Attachments,
  type Bytes,
  type Format,
  NO_ATTACHMENTS,
  type RawExchange,
  type RawRecord,
  type RawTransaction,
} from './format.ts';
import { createImageTracker } from './images.ts';
import { BytesCutShort } from './inflate.ts';
import { withinLimit, withoutAsset } from './kept-bodies.ts';
import { createLineTracker } from './line-tracker.ts';
import type { Masker } from './mask.ts';
import { takeFirst } from './unpack.ts';

/** What comes out of a capture: masked, rows with all that is known of them. */
export type CaptureRecord<T = Transaction> =
  | { readonly type: 'exchange'; readonly exchange: Exchange }
  | { readonly type: 'transaction'; readonly transaction: T }
  | { readonly type: 'skip'; readonly skip: Skip }
  | { readonly type: 'damage'; readonly offset: number; readonly reason: string }
  | { readonly type: 'remark'; readonly text: string };

const HEAD = 64 * 1024;

/** The head to recognise a capture by (at most 64 KiB), and a stream that still has everything. */
export async function peek(bytes: Bytes): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const { first, rest } = await takeFirst(bytes, HEAD);
  return { head: first.subarray(0, HEAD), bytes: rest };
}

/**
 * Reads a whole capture to its last byte. A file that is cut or whose packing is damaged gives its whole
 * records and one damage; errors of the disk or the upload are thrown.
 */
export function readCapture(
  format: Format,
  bytes: Bytes,
  masker: Masker,
  attachments: Attachments = NO_ATTACHMENTS,
  /** Of one body, in characters. */
  bodyLimit = Number.POSITIVE_INFINITY,
): AsyncGenerator<CaptureRecord> {
  const source = new Source(bytes);
  const images = createImageTracker();
  const complete = (raw: RawTransaction) => images.complete(masker.maskTransaction(raw));
  return finished(source, format.read(source, attachments), complete, (raw) => kept(raw, masker, bodyLimit));
}

/** The same for who stores it: changes may be texts already. */
export function readStorable(
  format: Format,
  bytes: Bytes,
  masker: Masker,
  attachments: Attachments,
  bodyLimit: number,
): AsyncGenerator<CaptureRecord<StorableTransaction>> {
  if (!format.readLines) return readCapture(format, bytes, masker, attachments, bodyLimit);
  const source = new Source(bytes);
  const lines = createLineTracker(masker);
  return finished(source, format.readLines(source), lines.complete, (raw) => kept(raw, masker, bodyLimit));
}

async function* finished<C, T>(
  source: Source,
  records: AsyncIterable<RawRecord<C>>,
  complete: (raw: RawTransaction<C>) => T,
  keep: (raw: RawExchange) => Exchange,
): AsyncGenerator<CaptureRecord<T>> {
  let damage: CaptureRecord<T> | null = null;
  try {
    for await (const raw of records) {
      if (raw.type === 'damage') damage ??= raw;
      else if (raw.type === 'exchange') yield { type: 'exchange', exchange: keep(raw.exchange) };
      else if (raw.type === 'transaction') yield { type: 'transaction', transaction: complete(raw.transaction) };
      else yield raw;
    }
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    damage = { type: 'damage', offset: source.read, reason: 'a record nests too deeply to be read' };
  }
  if (source.cut) yield { type: 'damage', offset: source.read, reason: joined(source.cut, damage) };
  else if (damage) yield damage;
}

/** Thousands of brackets within one another: no recorder writes them, and nothing behind them can be trusted. */
const isTooDeep = (error: unknown): boolean =>
  error instanceof RangeError && error.message === 'Maximum call stack size exceeded';

const kept = (raw: RawExchange, masker: Masker, bodyLimit: number): Exchange =>
  withinLimit(masker.maskExchange(withoutAsset(raw)), bodyLimit);

function joined(cut: string, damage: CaptureRecord<unknown> | null): string {
  return damage?.type === 'damage' ? `${cut}; ${damage.reason}` : cut;
}

/** The bytes as the format sees them: a stream that was cut short simply ends. */
class Source implements AsyncIterable<Uint8Array> {
  /** Bytes handed on. */
  read = 0;
  /** Why the stream ended early; null where it did not. */
  cut: string | null = null;
  readonly #bytes: Bytes;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.#bytes) {
        this.read += piece.length;
        yield piece;
      }
    } catch (error) {
      if (!(error instanceof BytesCutShort)) throw error;
      this.cut = error.message;
    }
  }
}
