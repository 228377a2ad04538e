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
  const columnOf = columnsOf(hiding.names);
  const names = Object.keys(row);
  const holdsSecret = names.some((name) => columnOf(name).isName && isNameOfSecret(row[name], hiding));
  let masked: Record<string, Cell> | null = null;
  for (const name of names) {
    const cell = row[name] ?? null;
    const column = columnOf(name);
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
interface ColumnName {
  readonly isSecret: boolean;
  readonly isDigitSecret: boolean;
  readonly isName: boolean;
  readonly isValue: boolean;
}

const known = new WeakMap<SecretNames, (name: string) => ColumnName>();

function columnsOf(names: SecretNames): (name: string) => ColumnName {
  const before = known.get(names);
  if (before) return before;
  const judge = remembered((name) => ({
    isSecret: names.isSecret(name),
    isDigitSecret: names.isDigitSecret(name),
    isName: NAME_COLUMN.test(name),
    isValue: VALUE_COLUMN.test(name),
  }));
  known.set(names, judge);
  return judge;
}

/** A table of settings names each in one column and holds its value in another. */
const isNameOfSecret = (cell: Cell | undefined, { names }: Hiding): boolean =>
  typeof cell === 'string' && isSecretNamed(cell, names);

function maskCell(cell: Cell, name: string, column: ColumnName, hiding: Hiding): Cell {
  if (typeof cell === 'string')
    return column.isSecret || mayHoldSecret(cell, hiding.names) ? maskString(cell, name, hiding, name) : cell;
  if (!column.isDigitSecret) return cell;
  if (typeof cell === 'number') return hiding.hide(String(cell), name);
  return cell && typeof cell === 'object' && 'digits' in cell ? hiding.hide(cell.digits, name) : cell;
}
