import type { Cell, Change, ChangeOp, Row } from '../../../shared/records.ts';

/** Composite keys of more columns are rarer than full old rows. */
const WIDEST_KEY = 4;

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
