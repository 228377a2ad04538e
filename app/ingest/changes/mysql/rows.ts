import type { Cell, Change, ChangeOp, Row } from '../../../../shared/records.ts';
import type { TableShape } from './tables.ts';
import { cellOf } from './value.ts';

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
  readonly #shapes = new Map<string, TableShape>();
  /** Columns seen of tables whose shape is not known. */
  readonly #widths = new Map<string, number>();
  readonly #nameless = new Set<string>();

  describe(table: string, shape: TableShape): void {
    this.#shapes.set(table, shape);
  }

  /** After ALTER TABLE or DROP TABLE. */
  forget(table: string): void {
    this.#shapes.delete(table);
  }

  /** Tables of which no names were known. */
  get nameless(): readonly string[] {
    return [...this.#nameless];
  }

  change({ op, table, byteOffset, where, set }: PrintedRow): Change {
    const shape = this.#shapes.get(table);
    if (!shape) this.#nameless.add(table);
    const width = shape?.columns.length ?? this.#widen(table, [...where.keys(), ...set.keys()]);
    const before = where.size > 0 ? rowOf(where, shape) : null;
    const isFull = where.size >= width;
    const written = set.size > 0 ? rowOf(set, shape) : null;
    // A minimal image holds the key before, and after it only what was set.
    const after = written && (before && !isFull ? { ...before, ...written } : written);
    return {
      op,
      table,
      key: keyOf(shape, after ?? before, before && !isFull ? Object.keys(before) : null),
      before,
      beforeImage: before === null ? 'none' : isFull ? 'full' : 'key',
      after,
      changed: op === 'update' && before && !isFull && written ? Object.keys(written) : null,
      byteOffset,
    };
  }

  #widen(table: string, numbers: readonly number[]): number {
    const width = Math.max(this.#widths.get(table) ?? 0, ...numbers);
    this.#widths.set(table, width);
    return width;
  }
}

function rowOf(image: ReadonlyMap<number, string>, shape: TableShape | undefined): Row {
  return Object.fromEntries(
    [...image].map(([number, printed]): [string, Cell] => {
      const column = shape?.columns[number - 1];
      return [column?.name ?? `@${number}`, cellOf(printed, column?.isUnsigned ?? false)];
    }),
  );
}

function keyOf(shape: TableShape | undefined, row: Row | null, minimal: readonly string[] | null): Row | null {
  const names = shape?.key ?? minimal;
  if (!names || !row || names.some((name) => !Object.hasOwn(row, name))) return null;
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
