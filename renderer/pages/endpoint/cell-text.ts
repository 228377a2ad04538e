import type { Cell, Digits, NotCaptured } from '../../../shared/records.ts';

export const isNotCaptured = (cell: Cell): cell is NotCaptured =>
  typeof cell === 'object' && cell !== null && 'notCaptured' in cell;
const isDigits = (cell: Cell): cell is Digits => typeof cell === 'object' && cell !== null && 'digits' in cell;

/** A value as text, all digits kept. NULL and "not captured" are told by their look too, never as a blank. */
export function cellText(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (isNotCaptured(cell)) return 'not captured';
  return isDigits(cell) ? cell.digits : String(cell);
}

const WHY: Readonly<Record<NotCaptured['notCaptured'], string>> = {
  toast: 'A long value that did not change: PostgreSQL leaves it out of the log.',
  placeholder: 'The recorder put a placeholder in its place.',
  'minimal-image':
    'The log names only the key of the row, or what was set. REPLICA IDENTITY FULL, or a full row image, would record all of it.',
  part: 'The log names only what changed inside this value.',
};

export const whyNotCaptured = (cell: NotCaptured): string => WHY[cell.notCaptured];
