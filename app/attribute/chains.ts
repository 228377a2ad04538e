import type { ChangeOp } from '../../shared/records.ts';
import { type AttributableTransaction, columnOf, type RowValue } from './model.ts';
import type { Run } from './run.ts';
import { type Naming, type Write, Writes } from './writes.ts';

/** A transaction names a key that another one inserted shortly before: both have one cause. */
export interface Join {
  readonly earlier: number;
  readonly later: number;
  readonly column: string;
  readonly target: string;
  readonly value: string;
}

/** Share of a column's values that must name a fresh key. */
const SHARE = 0.95;
/** Fewer values than this prove no column. */
const LEAST = 3;
/** Of a reference, the number after the one it names is clearly less often taken; of a lagging sequence it is not. */
const SHIFTED = 0.97;

/** Finds the columns that name fresh keys and the transactions they join. Positions are those of the run. */
export function findJoins(run: Run): Join[] {
  const keys = keyColumns(run);
  const inserts = new Writes(run, collectWrites(run, keys, ['insert']));
  const joins: Join[] = [];
  for (const [column, namings] of collectNamings(run, keys)) {
    const target = targetOf(namings, inserts);
    if (target !== null) for (const join of joinsOf(column, target, namings, inserts)) joins.push(join);
  }
  return joins;
}

/** An earlier transaction wrote the row that a later one names: they may have one cause. */
export type Reference = Pick<Join, 'earlier' | 'later'>;

/** The same for rows inserted or updated just before; each naming may refer to several such writes. */
export function findReferences(run: Run): Reference[] {
  const keys = keyColumns(run);
  const writes = new Writes(run, collectWrites(run, keys, ['insert', 'update']));
  const references: Reference[] = [];
  for (const [, all] of collectNamings(run, keys)) {
    const namings = all.filter((naming) => !writes.isOwn(naming));
    if (namings.length < SHARE * all.length) continue;
    const target = targetOf(namings, writes);
    if (target === null) continue;
    for (const reference of referencesOf(target, namings, writes)) references.push(reference);
  }
  return references;
}

const referencesOf = (target: string, namings: readonly Naming[], writes: Writes): Reference[] =>
  namings.flatMap((naming) =>
    writes
      .fresh(naming)
      .filter(({ column }) => column === target)
      .map(({ transaction }) => ({ earlier: transaction, later: naming.transaction })),
  );

/** Tables whose key is one column → that column. */
function keyColumns({ transactions }: Run): ReadonlySet<string> {
  const byTable = new Map<string, Set<string>>();
  for (const { values } of transactions) {
    for (const value of values) {
      if (value.role !== 'key') continue;
      const columns = byTable.get(value.table) ?? new Set();
      byTable.set(value.table, columns.add(columnOf(value)));
    }
  }
  return new Set([...byTable.values()].filter(({ size }) => size === 1).flatMap((columns) => [...columns]));
}

function collectWrites(
  { transactions }: Run,
  keys: ReadonlySet<string>,
  ops: readonly ChangeOp[],
): Map<string, Write[]> {
  const inserts = new Map<string, Write[]>();
  transactions.forEach((transaction, position) => {
    for (const value of writtenKeys(transaction, keys, ops)) {
      const insert = { column: columnOf(value), transaction: position };
      const known = inserts.get(value.value);
      if (known) known.push(insert);
      else inserts.set(value.value, [insert]);
    }
  });
  return inserts;
}

function writtenKeys(
  { changes, values }: AttributableTransaction,
  keys: ReadonlySet<string>,
  ops: readonly ChangeOp[],
): RowValue[] {
  const tables = new Set(changes.filter(({ op }) => ops.includes(op)).map(({ table }) => table));
  return values.filter((value) => value.role === 'key' && tables.has(value.table) && keys.has(columnOf(value)));
}

/** Column → the values it held as something new; a column that is its own table's key names nothing. */
function collectNamings({ transactions }: Run, keys: ReadonlySet<string>): Map<string, Naming[]> {
  const namings = new Map<string, Naming[]>();
  transactions.forEach(({ values }, transaction) => {
    for (const value of values) {
      if (value.role !== 'new' || keys.has(columnOf(value))) continue;
      const known = namings.get(columnOf(value));
      const naming = { transaction, value: value.value };
      if (known) known.push(naming);
      else namings.set(columnOf(value), [naming]);
    }
  });
  return namings;
}

/** The one key column that (nearly) all values of a column name fresh; null where there is none, or no single one. */
function targetOf(namings: readonly Naming[], inserts: Writes): string | null {
  const distinct = new Set(namings.map(({ value }) => value)).size;
  if (distinct < LEAST) return null;
  const hits = countHits(namings, inserts, 0);
  const shifted = countHits(namings, inserts, 1);
  const targets = [...hits].filter(
    ([column, count]) => count >= SHARE * namings.length && (shifted.get(column) ?? 0) <= SHIFTED * count,
  );
  return targets.length === 1 ? (targets[0]?.[0] ?? null) : null;
}

function countHits(namings: readonly Naming[], inserts: Writes, shift: number): Map<string, number> {
  const hits = new Map<string, number>();
  for (const naming of namings) {
    const value = shift === 0 ? naming.value : nextNumber(naming.value);
    const columns = new Set(inserts.fresh({ ...naming, value }).map(({ column }) => column));
    for (const column of columns) hits.set(column, (hits.get(column) ?? 0) + 1);
  }
  return hits;
}

const nextNumber = (value: string) => (/^\d{1,15}$/.test(value) ? String(Number(value) + 1) : '');

function joinsOf(column: string, target: string, namings: readonly Naming[], inserts: Writes): Join[] {
  return namings.flatMap((naming) => {
    const nearest = inserts.fresh(naming).findLast((insert) => insert.column === target);
    if (!nearest || nearest.transaction === naming.transaction) return [];
    return [{ earlier: nearest.transaction, later: naming.transaction, column, target, value: naming.value }];
  });
}
