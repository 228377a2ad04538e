import type { BeforeImage, Change, ChangeOp, Row, Transaction } from '../../shared/records.ts';
import { type Columns, type RowText, rowText } from '../../shared/row-text.ts';

/** What many changes have in common; the same object for all of them, as far as that is known. */
export interface ChangeShape {
  readonly op: ChangeOp;
  readonly table: string;
  readonly beforeImage: BeforeImage;
  /** As JSON. */
  readonly changed: string | null;
  /** Of the row's text before and after; null where there is no row, or the text is the whole row. */
  readonly beforeColumns: Columns | null;
  readonly afterColumns: Columns | null;
}

/** A change as it is stored: texts, and nothing twice. */
export interface ChangeText {
  readonly shape: ChangeShape;
  /** As JSON. */
  readonly key: string | null;
  /** As `RowText` has them. */
  readonly before: string | null;
  readonly after: string | null;
  readonly byteOffset: number;
}

/** A transaction to be stored. */
export interface StorableTransaction extends Omit<Transaction, 'changes'> {
  readonly changes: readonly (Change | ChangeText)[];
}

const MOST_SHAPES = 10_000;

/** Writes changes as texts, and knows shapes again that it made. */
export class ChangeTexts {
  readonly #shapes = new Map<string, ChangeShape>();
  readonly #numbers = new Map<Columns, number>();

  of(change: Change): ChangeText {
    const { key, byteOffset } = change;
    const [before, after] = [imageOf(change.before), imageOf(change.after)];
    return {
      shape: this.#shapeOf(change, before?.columns ?? null, after?.columns ?? null),
      key: key && JSON.stringify(key),
      before: before?.text ?? null,
      after: after?.text ?? null,
      byteOffset,
    };
  }

  #shapeOf(change: Change, beforeColumns: Columns | null, afterColumns: Columns | null): ChangeShape {
    const { op, table, beforeImage } = change;
    const changed = change.changed && JSON.stringify(change.changed);
    const name = `${op} ${this.#numberOf(beforeColumns)} ${this.#numberOf(afterColumns)} ${beforeImage} ${changed} ${table}`;
    const known = this.#shapes.get(name);
    if (known) return known;
    if (this.#shapes.size >= MOST_SHAPES) this.#shapes.clear();
    const shape = { op, table, beforeImage, changed, beforeColumns, afterColumns };
    this.#shapes.set(name, shape);
    return shape;
  }

  #numberOf(columns: Columns | null): number {
    if (!columns) return 0;
    const number = this.#numbers.get(columns) ?? this.#numbers.size + 1;
    this.#numbers.set(columns, number);
    return number;
  }
}

const imageOf = (row: Row | null): RowText | null => row && rowText(row);
