import type { Cell, Change, ChangeOp, Row } from '../../../../shared/records.ts';
import type { TableShape } from './tables.ts';
import { cellOf, isPartial, isUnmoved, isUnprinted } from './value.ts';

/** One row as it is being printed: images by column number, from 1. */
export interface PrintedRow {
  readonly op: ChangeOp;
  readonly table: string;
  readonly byteOffset: number;
  readonly where: Map<number, string>;
  readonly set: Map<number, string>;
}

const LINE = /^### {3}@(\d+)=(.*)$/;

/** Takes `###   @3=5`; false where the line is none. */
export function takeValue(line: string, image: Map<number, string>): boolean {
  const [, number, printed = ''] = LINE.exec(line) ?? [];
  if (number === undefined) return false;
  image.set(Number(number), printed);
  return true;
}

/** Turns printed rows into changes; tables whose columns have no names keep `@1`, `@2`, … */
export class RowTranslator {
  /** mariadb-binlog escapes less than mysqlbinlog. */
  isMariaDb = false;
  readonly #shapes = new Map<string, TableShape>();
  /** Columns seen of tables whose shape is not known. */
  readonly #widths = new Map<string, number>();
  readonly #nameless = new Set<string>();
  #printed = 0;
  #unprinted = 0;
  #partial = 0;

  /** A log with binlog_row_metadata = MINIMAL describes columns without their names: a CREATE TABLE had told more. */
  describe(table: string, shape: TableShape): void {
    const known = this.#shapes.get(table);
    if (!isNamed(shape) && known && isNamed(known) && known.columns.length === shape.columns.length) return;
    this.#shapes.set(table, shape);
  }

  /** After ALTER TABLE or DROP TABLE. */
  forget(table: string): void {
    this.#shapes.delete(table);
  }

  /** How many rows the text showed. */
  get printed(): number {
    return this.#printed;
  }

  *remarks(): Generator<string> {
    const nameless = [...this.#nameless].slice(0, 5).join(', ');
    if (nameless !== '')
      yield `Columns without names (${nameless}): they are numbered, and secrets in them are known by their looks alone. SET GLOBAL binlog_row_metadata = FULL and --print-table-metadata give the names.`;
    if (this.#unprinted > 0)
      yield `Rows that mysqlbinlog could not print whole (it does not know spatial columns): ${this.#unprinted}. Their other values, and more rows of the same statements, are not in this file.`;
    if (this.#partial > 0)
      yield `JSON values of which the log holds the changed parts alone: ${this.#partial}. They count as changed, their new values as unknown.`;
  }

  change(row: PrintedRow): Change {
    this.#printed++;
    const shape = this.#shapes.get(row.table);
    if (!shape || !isNamed(shape)) this.#nameless.add(row.table);
    if ([...row.where.values(), ...row.set.values()].some(isUnprinted)) return this.#cut(row, shape);
    return this.#whole(row, shape);
  }

  /** What stands before a value that could not be printed tells the row, and not what became of it. */
  #cut({ op, table, byteOffset, where, set }: PrintedRow, shape: TableShape | undefined): Change {
    this.#unprinted++;
    const before = this.#rowOf(where, shape);
    const after = this.#rowOf(set, shape);
    const key = keyOf(shape?.key ?? null, after ?? before);
    return { op, table, key, before, beforeImage: before ? 'key' : 'none', after, changed: null, byteOffset };
  }

  #whole({ op, table, byteOffset, where, set: printed }: PrintedRow, shape: TableShape | undefined): Change {
    const set = withoutUnmoved(printed, where);
    const width = shape?.columns.length ?? this.#widen(table, [...where.keys(), ...set.keys()]);
    const before = this.#rowOf(where, shape);
    const isFull = where.size >= width;
    const written = this.#rowOf(set, shape);
    const partial = [...set].filter(([, printed]) => isPartial(printed)).map(([number]) => nameOf(number, shape));
    this.#partial += partial.length;
    // A minimal image holds the key before, or all where there is none, and after it only what was set.
    const after = written && withParts(before && set.size < width ? { ...before, ...written } : written, partial);
    const isNarrow = op === 'update' && before && written && (!isFull || partial.length > 0);
    return {
      op,
      table,
      key: keyOf(shape?.key ?? (isFull ? null : narrowKey(where, before, written)), after ?? before),
      before,
      beforeImage: before === null ? 'none' : isFull ? 'full' : 'key',
      after,
      changed: isNarrow ? [...movedOf(where, set, shape)] : null,
      byteOffset,
    };
  }

  #rowOf(image: ReadonlyMap<number, string>, shape: TableShape | undefined): Row | null {
    const printed = [...image].filter(([, text]) => !isUnprinted(text));
    if (printed.length === 0) return null;
    return Object.fromEntries(
      printed.map(([number, text]): [string, Cell] => [
        nameOf(number, shape),
        cellOf(text, shape?.columns[number - 1], this.isMariaDb),
      ]),
    );
  }

  #widen(table: string, numbers: readonly number[]): number {
    const width = Math.max(this.#widths.get(table) ?? 0, ...numbers);
    this.#widths.set(table, width);
    return width;
  }
}

const isNamed = ({ columns }: TableShape): boolean => columns.every(({ name }) => name !== '');

const nameOf = (number: number, shape: TableShape | undefined): string =>
  shape?.columns[number - 1]?.name || `@${number}`;

/** Columns that were set to another value than the old row shows. */
function* movedOf(
  where: ReadonlyMap<number, string>,
  set: ReadonlyMap<number, string>,
  shape: TableShape | undefined,
): Generator<string> {
  for (const [number, printed] of set) if (where.get(number) !== printed) yield nameOf(number, shape);
}

/** The old row of a minimal image is the key; that of `NOBLOB` is all but the large columns, which are set again. */
function narrowKey(where: ReadonlyMap<number, string>, before: Row | null, written: Row | null): string[] | null {
  if (!before || (where.size > 1 && written && Object.keys(before).every((name) => Object.hasOwn(written, name))))
    return null;
  return Object.keys(before);
}

const withParts = (row: Row, names: readonly string[]): Row =>
  names.length === 0 ? row : { ...row, ...Object.fromEntries(names.map((name) => [name, PART])) };

const PART: Cell = { notCaptured: 'part' };

/** What is printed as the column itself is what it was: the old value, where that is known. */
function withoutUnmoved(set: ReadonlyMap<number, string>, where: ReadonlyMap<number, string>): Map<number, string> {
  const moved = new Map(set);
  for (const [number, printed] of set) {
    const old = where.get(number);
    if (!isUnmoved(printed)) continue;
    if (old === undefined) moved.delete(number);
    else moved.set(number, old);
  }
  return moved;
}

function keyOf(names: readonly string[] | null, row: Row | null): Row | null {
  if (!names || !row || names.some((name) => !Object.hasOwn(row, name))) return null;
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
