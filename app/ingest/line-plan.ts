import type { BeforeImage, ChangeOp } from '../../shared/records.ts';
import { type Columns, columnsOf } from '../../shared/row-text.ts';
import type { ChangeShape } from '../store/change-texts.ts';
import type { LineShape } from './changes/line-shape.ts';
import { isFullRow } from './changes/shaped-changes.ts';
import type { PlannedCell } from './masking/raw-cells.ts';
import { rowPlan } from './masking/rows.ts';
import type { SecretNames } from './secrets.ts';

/** A value of the key: the text before it, and the cells that hold it now and, where the log says so, held it before. */
export interface KeyPart {
  readonly lead: string;
  readonly at: number;
  readonly oldAt: number | null;
}

/** What the lines of a shape have in common, for who follows rows as texts. */
export interface LinePlan {
  readonly op: ChangeOp;
  readonly table: string;
  /** Of the new row and of the identity; null where the lines have none. */
  readonly columns: Columns | null;
  readonly identity: Columns | null;
  /** The identity is the whole old row. */
  readonly isFull: boolean;
  /** Those of the new row first. */
  readonly cells: readonly PlannedCell[];
  /** How many cells are the new row's. */
  readonly width: number;
  readonly key: readonly KeyPart[];
  /** Cells that may name a secret beside them. */
  readonly nameCells: readonly number[];
  readonly shapes: ShapeMaker;
}

/** Null where the lines of the shape are to be read as rows. */
export function linePlan(shape: LineShape, names: SecretNames): LinePlan | null {
  const { op, table, keyNames } = shape;
  const columns = shape.columns && columnsOf(shape.columns);
  const identity = shape.identity && columnsOf(shape.identity);
  const isFull = isFullRow(identity, keyNames);
  const key = keyParts(keyNames ?? [], columns, identity);
  if (table === null || !key || !isUsual(op, columns, identity, isFull)) return null;
  const cells = [...plannedCells(columns ?? [], names), ...plannedCells(identity ?? [], names)];
  if (key.some(({ at }) => isSecret(cells[at]))) return null;
  const nameCells = [...cells.keys()].filter((at) => cells[at]?.column.isName);
  return {
    op,
    table,
    columns,
    identity,
    isFull,
    cells,
    width: columns?.length ?? 0,
    key,
    nameCells,
    shapes: new ShapeMaker(op, table, columns),
  };
}

/** Other combinations are not known to be written. */
function isUsual(
  op: ChangeOp | null,
  columns: Columns | null,
  identity: Columns | null,
  isFull: boolean,
): op is ChangeOp {
  if (![columns, identity].every((names) => names === null || keepsOrder(names))) return false;
  if (op === 'insert') return columns !== null && identity === null;
  if (op === 'update') return columns !== null && (!isFull || identity === columns);
  return op === 'delete' && columns === null && identity !== null;
}

/** An object has each name once, and numbers before other names. */
const keepsOrder = (names: Columns): boolean =>
  new Set(names).size === names.length && !names.some((name) => /^\d+$/.test(name));

/** Null where there is no key, or not all of it is in the row. */
function keyParts(names: readonly string[], columns: Columns | null, identity: Columns | null): KeyPart[] | null {
  const row = columns ?? identity ?? [];
  const parts = names.map((name, part) => {
    const old = columns && identity ? identity.indexOf(name) : -1;
    const lead = `${part === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    return { lead, at: row.indexOf(name), oldAt: old < 0 ? null : row.length + old };
  });
  return parts.length === 0 || !keepsOrder(names) || parts.some(({ at }) => at < 0) ? null : parts;
}

const plannedCells = (columns: Columns, names: SecretNames): PlannedCell[] =>
  rowPlan(columns, names).columns.map((column, at) => ({
    name: columns[at] as string,
    column,
    staysPlain: names.added === null && !column.isSecret && !column.isDigitSecret,
  }));

const isSecret = (cell: PlannedCell | undefined): boolean =>
  cell !== undefined && (cell.column.isSecret || cell.column.isDigitSecret);

const MOST_SHAPES = 2_000;

/** Makes what is stored of a plan's changes besides their values, once for all that are alike. */
class ShapeMaker {
  readonly #op: ChangeOp;
  readonly #table: string;
  readonly #columns: Columns | null;
  readonly #moved = new Map<string, ChangeShape>();
  readonly #plain = new Map<BeforeImage, Map<Columns | null, ChangeShape>>();

  constructor(op: ChangeOp, table: string, columns: Columns | null) {
    this.#op = op;
    this.#table = table;
    this.#columns = columns;
  }

  /** For a change of which it is not known what moved. */
  plain(beforeImage: BeforeImage, beforeColumns: Columns | null): ChangeShape {
    const alike = this.#plain.get(beforeImage) ?? new Map<Columns | null, ChangeShape>();
    this.#plain.set(beforeImage, alike);
    const made = alike.get(beforeColumns) ?? this.#make(beforeImage, beforeColumns, null);
    alike.set(beforeColumns, made);
    return made;
  }

  /** For a change that moved these columns, by their places; a plan's changes have one kind of image then. */
  moved(beforeImage: BeforeImage, moved: readonly number[]): ChangeShape {
    const name = moved.join();
    const known = this.#moved.get(name);
    if (known) return known;
    if (this.#moved.size >= MOST_SHAPES) this.#moved.clear();
    const made = this.#make(beforeImage, this.#columns, JSON.stringify(moved.map((at) => this.#columns?.[at])));
    this.#moved.set(name, made);
    return made;
  }

  #make(beforeImage: BeforeImage, beforeColumns: Columns | null, changed: string | null): ChangeShape {
    return { op: this.#op, table: this.#table, beforeImage, changed, beforeColumns, afterColumns: this.#columns };
  }
}
