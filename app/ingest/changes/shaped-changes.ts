import type { Cell, Change, ChangeOp, Row } from '../../../shared/records.ts';
import type { LineShape } from './line-shape.ts';
import { keyRow } from './rows.ts';
import type { ShapedLine } from './wal2json-lines.ts';

/** What is the same for all lines of a shape whose primary key the log names. */
interface Plan {
  readonly op: ChangeOp;
  readonly table: string;
  readonly keyNames: readonly string[];
  readonly columns: readonly string[];
  readonly identity: readonly string[];
  readonly isFull: boolean;
  /** Rows without values yet: a copy of one is made faster than a row of its own. */
  readonly emptyAfter: Row | null;
  readonly emptyBefore: Row | null;
}

const plans = new WeakMap<LineShape, Plan>();

/** The change that a line tells of; for lines that name their table's primary key. */
export function shapedChange(line: ShapedLine): Change {
  const { shape, cells, byteOffset } = line;
  const plan = plans.get(shape) ?? planOf(shape);
  plans.set(shape, plan);
  const { op, table, keyNames, columns, identity, isFull } = plan;
  const after = filled(plan.emptyAfter, columns, cells, 0);
  const before = filled(plan.emptyBefore, identity, cells, columns.length);
  const beforeImage = before === null ? 'none' : isFull ? 'full' : 'key';
  return { op, table, key: keyRow(keyNames, after ?? before), before, beforeImage, after, changed: null, byteOffset };
}

function planOf({ op, table, columns, identity, keyNames }: LineShape): Plan {
  const isFull = isFullRow(identity, keyNames);
  const absent = isFull && columns ? (identity ?? []).filter((name) => !columns.includes(name)) : [];
  const toast = absent.map((name): [string, Cell] => [name, { notCaptured: 'toast' }]);
  return {
    op: op as ChangeOp,
    table: table as string,
    keyNames: keyNames ?? [],
    columns: columns ?? [],
    identity: identity ?? [],
    isFull,
    emptyAfter: columns && Object.fromEntries([...columns.map((name): [string, Cell] => [name, null]), ...toast]),
    emptyBefore: identity && Object.fromEntries(identity.map((name) => [name, null])),
  };
}

/** Whether the old columns are more than the key. */
export const isFullRow = (identity: readonly string[] | null, keyNames: readonly string[] | null): boolean =>
  identity?.some((name) => !keyNames?.includes(name)) ?? false;

function filled(empty: Row | null, names: readonly string[], cells: readonly Cell[], from: number): Row | null {
  if (empty === null) return null;
  const row: Record<string, Cell> = { ...empty };
  for (let at = 0; at < names.length; at++) row[names[at] as string] = cells[from + at] ?? null;
  return row;
}
