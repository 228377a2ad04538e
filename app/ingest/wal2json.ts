import type { Cell, Change, ChangeOp, Row, Skip, Stamp } from '../../shared/records.ts';
import type { RawRecord, RawTransaction } from './format.ts';
import { parseInstant } from './instant.ts';
import { ExactNumber, type Json, type JsonObject } from './lossless.ts';

/** What wal2json's two formats share: rows, keys, stamps, messages, and the count of what was left out. */

/** Composite keys of more columns are rarer than full old rows. */
const WIDEST_KEY = 4;

export type RawContext = RawTransaction['context'][number];

/** A change before its images are put together; columns as `[name, value]` in log order. */
export interface LoggedChange {
  readonly op: ChangeOp;
  readonly table: string;
  readonly columns: readonly Column[] | null;
  /** The old row or its key, as the table's replica identity has it. */
  readonly identity: readonly Column[] | null;
  /** Names of the primary key's columns, where the log gives them. */
  readonly keyNames: readonly string[] | null;
  readonly byteOffset: number;
}
export type Column = readonly [name: string, value: Cell];

/** A commit's stamp from wal2json's text; null where there is none. */
export function commitStamp(text: Json | undefined): Stamp | null {
  const instant = typeof text === 'string' ? parseInstant(text) : null;
  return instant && { us: instant.us, resolutionUs: 1, kind: 'commit' };
}

/** The xid as text, where the log has it. */
export function xidOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return value instanceof ExactNumber ? value.digits : null;
}

export function cellOf(value: Json | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || value instanceof ExactNumber) return value;
  return JSON.stringify(value);
}

/** `schema.table`; the bare name where schemas were switched off. */
export function tableName(record: JsonObject): string | null {
  if (typeof record.table !== 'string') return null;
  return typeof record.schema === 'string' ? `${record.schema}.${record.table}` : record.table;
}

/** A transactional logical message; null for one that stands outside the transaction. */
export function messageOf(record: JsonObject): RawContext | null {
  if (record.transactional !== true) return null;
  return { carrier: 'message', prefix: String(record.prefix ?? ''), text: String(record.content ?? '') };
}

/**
 * Puts a change's images together. Whether the old columns are the key or the whole row shows by the
 * primary key, where the log names it, else by what was seen of the table before.
 */
export class ChangeBuilder {
  readonly #columnsOf = new Map<string, number>();
  readonly #keyOf = new Map<string, readonly string[]>();
  /** Tables whose old rows turned out to be more than the key. */
  readonly #fullTables = new Set<string>();
  /** Format 1 leaves NULL columns out of a full old row. */
  readonly #nullsLeftOut: boolean;

  constructor(options: { readonly nullsLeftOut: boolean }) {
    this.#nullsLeftOut = options.nullsLeftOut;
  }

  build(logged: LoggedChange): Change {
    const { op, table, columns, identity, byteOffset } = logged;
    const isFull = this.#isFull(logged);
    const keyNames = this.#keyNames(logged, isFull);
    if (columns) this.#columnsOf.set(table, Math.max(columns.length, this.#columnsOf.get(table) ?? 0));
    const after = columns && withToast(columns, isFull ? identity : null);
    const before = identity && (isFull ? this.#fullBefore(identity, columns) : rowOf(identity));
    return {
      op,
      table,
      key: keyRow(keyNames, after ?? before),
      before,
      beforeImage: before === null ? 'none' : isFull ? 'full' : 'key',
      after,
      changed: null,
      byteOffset,
    };
  }

  #isFull({ table, columns, identity, keyNames }: LoggedChange): boolean {
    if (!identity) return false;
    if (keyNames) return identity.some(([name]) => !keyNames.includes(name));
    const width = this.#columnsOf.get(table) ?? columns?.length ?? Number.POSITIVE_INFINITY;
    const looksFull = identity.length >= width || identity.length > WIDEST_KEY || this.#differs(table, identity);
    if (looksFull && identity.length > 1) this.#fullTables.add(table);
    if (this.#fullTables.has(table)) this.#keyOf.delete(table);
    return this.#fullTables.has(table);
  }

  /** A key has the same columns every time; a full row without its NULLs has not. */
  #differs(table: string, identity: readonly Column[]): boolean {
    const key = this.#keyOf.get(table);
    return key !== undefined && (key.length !== identity.length || identity.some(([name]) => !key.includes(name)));
  }

  #keyNames({ table, identity, keyNames }: LoggedChange, isFull: boolean): readonly string[] | null {
    const names = keyNames ?? (identity && !isFull ? identity.map(([name]) => name) : null);
    if (names) this.#keyOf.set(table, names);
    return names ?? this.#keyOf.get(table) ?? null;
  }

  #fullBefore(identity: readonly Column[], columns: readonly Column[] | null): Row {
    if (!this.#nullsLeftOut || !columns) return rowOf(identity);
    const known = new Set(identity.map(([name]) => name));
    return rowOf([...identity, ...columns.filter(([name]) => !known.has(name)).map(([name]): Column => [name, null])]);
  }
}

/** `Object.fromEntries` makes even a column named `__proto__` a plain property. */
const rowOf = (columns: readonly Column[]): Row => Object.fromEntries(columns);

/** Columns of the old row that the new one lacks were stored out of line and did not move. */
function withToast(columns: readonly Column[], old: readonly Column[] | null): Row {
  const known = new Set(columns.map(([name]) => name));
  const absent = (old ?? []).filter(([name]) => !known.has(name));
  return rowOf([...columns, ...absent.map(([name]): Column => [name, { notCaptured: 'toast' }])]);
}

function keyRow(names: readonly string[] | null, row: Row | null): Row | null {
  if (!names || names.length === 0 || !row || names.some((name) => row[name] === undefined)) return null;
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

/** What was left out on the way, and what to tell of it at the end. */
export class Leavings {
  #index = 0;
  #loose = 0;
  #unstamped = 0;
  #transactions = 0;
  readonly #seen = new Set<string>();

  /** Counts a record that cannot be used. */
  skip(reason: string, offset: number): RawRecord {
    const skip: Skip = { reason, offset, index: this.#index++ };
    return { type: 'skip', skip };
  }

  /** Counts a record that was read. */
  read(): void {
    this.#index++;
  }

  /** Counts a message that belongs to no transaction. */
  looseMessage(): void {
    this.#loose++;
  }

  /**
   * A transaction to hand on; null for one without changes; a skip for one that the server sent again
   * after a reconnect, known by its xid and position in the log.
   */
  finish(transaction: RawTransaction, position: string | null): RawRecord | null {
    if (transaction.changes.length === 0) return null;
    const name = `${transaction.sourceId} ${position ?? transaction.time?.us ?? ''}`;
    if (position !== null && this.#seen.has(name))
      return this.skip('a transaction sent twice by the server', transaction.byteOffset);
    this.#remember(name);
    this.#transactions++;
    if (!transaction.time) this.#unstamped++;
    return { type: 'transaction', transaction };
  }

  *remarks(): Generator<RawRecord> {
    if (this.#unstamped > 0 && this.#unstamped === this.#transactions)
      yield { type: 'remark', text: 'No commit times in this log: links rest on keys and values alone.' };
    if (this.#loose > 0)
      yield { type: 'remark', text: `Logical messages outside any transaction, ignored: ${this.#loose}.` };
  }

  /** Resent transactions follow shortly; a bounded memory is enough. */
  #remember(name: string): void {
    if (this.#seen.size >= 65_536) this.#seen.clear();
    this.#seen.add(name);
  }
}
