import type { Cell, Row } from '../../../shared/records.ts';
import { remembered } from '../remembered.ts';
import type { Hiding } from './hiding.ts';
import { maskString } from './json-text.ts';
import { isSecretNamed, NAME_COLUMN, VALUE_COLUMN } from './siblings.ts';

/** Masks the secrets of a row: by the names of its columns, by their contents, and settings by the name beside them. */
export function maskRow(row: Row | null, hiding: Hiding): Row | null {
  if (row === null) return null;
  const holdsSecret = isSecretSetting(row, hiding);
  const masked: [name: string, cell: Cell][] = [];
  for (const name of Object.keys(row)) {
    const cell = row[name] ?? null;
    const hidden =
      holdsSecret && typeof cell === 'string' && cell !== '' && isValueColumn(name)
        ? hiding.hide(cell, name)
        : maskCell(cell, name, hiding);
    if (hidden !== cell) masked.push([name, hidden]);
  }
  // Most rows hold no secret and stay as they are.
  return masked.length === 0 ? row : Object.fromEntries([...Object.entries(row), ...masked]);
}

const isNameColumn = remembered((name) => NAME_COLUMN.test(name));
const isValueColumn = remembered((name) => VALUE_COLUMN.test(name));

/** A table of settings names each in one column and holds its value in another. */
function isSecretSetting(row: Row, { names }: Hiding): boolean {
  for (const name of Object.keys(row)) {
    const cell = row[name];
    if (typeof cell === 'string' && isNameColumn(name) && isSecretNamed(cell, names)) return true;
  }
  return false;
}

function maskCell(cell: Cell, name: string, hiding: Hiding): Cell {
  if (typeof cell === 'string') return maskString(cell, name, hiding, name);
  if (typeof cell === 'number' && hiding.names.isDigitSecret(name)) return hiding.hide(String(cell), name);
  if (cell && typeof cell === 'object' && 'digits' in cell && hiding.names.isDigitSecret(name))
    return hiding.hide(cell.digits, name);
  return cell;
}
