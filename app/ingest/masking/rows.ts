import type { Cell, Row } from '../../../shared/records.ts';
import { remembered } from '../remembered.ts';
import type { SecretNames } from '../secrets.ts';
import { mayHoldSecret } from './first-look.ts';
import type { Hiding } from './hiding.ts';
import { maskString } from './json-text.ts';
import { isSecretNamed, NAME_COLUMN, VALUE_COLUMN } from './siblings.ts';

/** Masks the secrets of a row: by the names of its columns, by their contents, and settings by the name beside them. */
export function maskRow(row: Row | null, hiding: Hiding): Row | null {
  if (row === null) return null;
  const names = Object.keys(row);
  const { columns, nameColumns } = plansOf(hiding.names).of(names);
  const holdsSecret = nameColumns.length > 0 && nameColumns.some((name) => isNameOfSecret(row[name], hiding));
  let masked: Record<string, Cell> | null = null;
  for (let at = 0; at < names.length; at++) {
    const name = names[at] as string;
    const column = columns[at] as ColumnName;
    const cell = row[name] ?? null;
    const hidden =
      holdsSecret && column.isValue && typeof cell === 'string' && cell !== ''
        ? hiding.hide(cell, name)
        : maskCell(cell, name, column, hiding);
    // Most rows hold no secret and stay as they are.
    if (hidden !== cell) masked = withCell(masked ?? row, name, hidden);
  }
  return masked ?? row;
}

/** `Object.fromEntries` makes even a column named `__proto__` a plain property. */
const withCell = (row: Row, name: string, cell: Cell): Record<string, Cell> =>
  Object.fromEntries([...Object.entries(row), [name, cell]]);

/** What a column's name says of its cells. */
export interface ColumnName {
  readonly isSecret: boolean;
  readonly isDigitSecret: boolean;
  readonly isName: boolean;
  readonly isValue: boolean;
}

/** What the names of a row's columns say, once for all rows of such columns. */
export interface RowPlan {
  readonly names: readonly string[];
  readonly columns: readonly ColumnName[];
  /** Those whose cells may name a secret. */
  readonly nameColumns: readonly string[];
}

/** Documents without a schema have no end of sets of names; looking through many takes longer than judging anew. */
const MOST_ALIKE = 32;
const MOST_FIRST = 2_000;

class RowPlans {
  readonly #judge: (name: string) => ColumnName;
  readonly #byFirst = new Map<string, RowPlan[]>();

  constructor(judge: (name: string) => ColumnName) {
    this.#judge = judge;
  }

  of(names: readonly string[]): RowPlan {
    const alike = this.#byFirst.get(names[0] ?? '') ?? [];
    for (const plan of alike) if (isSame(plan.names, names)) return plan;
    const columns = names.map((name) => this.#judge(name));
    const plan = { names, columns, nameColumns: names.filter((_, at) => columns[at]?.isName) };
    if (alike.length < MOST_ALIKE) this.#remember(plan, alike);
    return plan;
  }

  #remember(plan: RowPlan, alike: readonly RowPlan[]): void {
    if (this.#byFirst.size >= MOST_FIRST) this.#byFirst.clear();
    this.#byFirst.set(plan.names[0] ?? '', [...alike, plan]);
  }
}

/** Names of properties are the same strings, so this compares hardly more than their places. */
function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}

const known = new WeakMap<SecretNames, RowPlans>();

function plansOf(names: SecretNames): RowPlans {
  const before = known.get(names);
  if (before) return before;
  const plans = new RowPlans(
    remembered((name) => ({
      isSecret: names.isSecret(name),
      isDigitSecret: names.isDigitSecret(name),
      isName: NAME_COLUMN.test(name),
      isValue: VALUE_COLUMN.test(name),
    })),
  );
  known.set(names, plans);
  return plans;
}

/** What the names of a row's columns say. */
export const rowPlan = (columns: readonly string[], names: SecretNames): RowPlan => plansOf(names).of(columns);

/** A table of settings names each in one column and holds its value in another. */
export const isNameOfSecret = (cell: Cell | undefined, { names }: Hiding): boolean =>
  typeof cell === 'string' && isSecretNamed(cell, names);

/** Masks one cell by its column's name and by its content. */
export function maskCell(cell: Cell, name: string, column: ColumnName, hiding: Hiding): Cell {
  if (typeof cell === 'string')
    return column.isSecret || mayHoldSecret(cell, hiding.names) ? maskString(cell, name, hiding, name) : cell;
  if (!column.isDigitSecret) return cell;
  if (typeof cell === 'number') return hiding.hide(String(cell), name);
  return cell && typeof cell === 'object' && 'digits' in cell ? hiding.hide(cell.digits, name) : cell;
}
