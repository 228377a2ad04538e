import type { Cell, Row } from '../../../shared/records.ts';
import type { Hiding } from './hiding.ts';
import { maskString } from './json-text.ts';
import { isSecretNamed, NAME_COLUMN, VALUE_COLUMN } from './siblings.ts';

/** Masks the secrets of a row: by the names of its columns, by their contents, and settings by the name beside them. */
export function maskRow(row: Row | null, hiding: Hiding): Row | null {
  if (row === null) return null;
  const holdsSecret = isSecretSetting(row, hiding);
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      holdsSecret && typeof cell === 'string' && cell !== '' && VALUE_COLUMN.test(name)
        ? hiding.hide(cell, name)
        : maskCell(cell, name, hiding),
    ]),
  );
}

/** A table of settings names each in one column and holds its value in another. */
function isSecretSetting(row: Row, { names }: Hiding): boolean {
  return Object.entries(row).some(
    ([name, cell]) => typeof cell === 'string' && NAME_COLUMN.test(name) && isSecretNamed(cell, names),
  );
}

function maskCell(cell: Cell, name: string, hiding: Hiding): Cell {
  if (typeof cell === 'string') return maskString(cell, name, hiding, name);
  if (typeof cell === 'number' && hiding.names.isDigitSecret(name)) return hiding.hide(String(cell), name);
  if (cell && typeof cell === 'object' && 'digits' in cell && hiding.names.isDigitSecret(name))
    return hiding.hide(cell.digits, name);
  return cell;
}
