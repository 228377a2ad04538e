import type { Cell, Change, Row } from '../../../shared/records.ts';
import type { DossierWrite, RunView, Value, ValueObject } from '../rule.ts';
import { isCertain } from '../weigh.ts';
import { toSnake } from './columns.ts';
import type { Sent } from './requests.ts';
import { isSameAsCell } from './values.ts';

/** The row that a call's body became. */
export interface TargetRow {
  readonly sent: Sent;
  readonly write: DossierWrite;
  readonly change: Change;
  /** The row after the write, as far as captured. */
  readonly after: Row;
  /** Columns that moved; null where the row before is not known. */
  readonly changed: readonly string[] | null;
}

/** The column that holds a property: of its name in whatever spelling, or its reference `author_id`. */
export function columnOf(property: string, row: Row): string | null {
  const name = toSnake(property);
  const columns = Object.keys(row);
  return (
    columns.find((column) => toSnake(column) === name) ??
    columns.find((column) => toSnake(column) === `${name}_id`) ??
    null
  );
}

/** Properties of a body whose value stands in their column after the write. */
export const carried = (body: ValueObject, row: Row): string[] =>
  Object.keys(body).filter((property) => {
    const column = columnOf(property, row);
    return column !== null && isSameAsCell(body[property] as Value, row[column]);
  });

/**
 * The row each call's body became: the one that holds most of its values, in the table that most calls' bodies became.
 * A write that no value ties to the call is left out: it may be another's.
 */
export function targetRows(run: RunView, sent: readonly Sent[]): TargetRow[] {
  const best = sent.flatMap((each) => bestRow(run, each) ?? []);
  const byTable = [...Map.groupBy(best, ({ change }) => change.table)];
  const [most] = byTable.sort((a, b) => b[1].length - a[1].length);
  return most?.[1] ?? [];
}

function bestRow(run: RunView, sent: Sent): TargetRow | null {
  const rows = sent.writes
    .filter((write) => write.isNamed || isCertain(write))
    .flatMap((write) => candidatesIn(run, sent, write));
  return rows.sort((a, b) => carried(sent.body, b.after).length - carried(sent.body, a.after).length)[0] ?? null;
}

const candidatesIn = (run: RunView, sent: Sent, write: DossierWrite): TargetRow[] =>
  run.rowsOf(write.transactionId).flatMap((change, at) => {
    const classed = write.changes[at];
    if (change.after === null || classed?.class !== 'domain') return [];
    const after = { ...change.key, ...change.after };
    return carried(sent.body, after).length === 0 ? [] : [{ sent, write, change, after, changed: change.changed }];
  });

/** NULL, empty, zero and false: a server's default may look like them, so that they prove nothing kept. */
export const isEmptyCell = (cell: Cell | undefined): boolean =>
  cell === null || cell === '' || cell === 0 || cell === false || cell === '[]' || cell === '{}';
