import type { MappedRow, TableRow } from '../../../../shared/import-views.ts';
import type { AuditTable } from '../../../../shared/inputs.ts';
import type { Cell, Row } from '../../../../shared/records.ts';
import { mappingOf } from './given.ts';
import { changeOf, contextOf, stampOf, transactionOf } from './translate.ts';

/** How the first rows of a table are understood with this description. */
export function previewMapping(described: AuditTable, rows: readonly TableRow[]): MappedRow[] {
  const mapping = mappingOf(described);
  return rows.map((row) => {
    const change = changeOf(row, mapping, 0);
    if (change === null) return { type: 'unknown' };
    if (change === 'none') return { type: 'none' };
    return {
      type: 'change',
      op: change.op,
      table: change.table,
      key: wordsOf(change.key),
      before: wordsOf(change.before),
      after: wordsOf(change.after),
      timeUs: stampOf(row, mapping)?.stamp.us ?? null,
      transaction: transactionOf(row, mapping),
      cause: contextOf(row, mapping).map(({ text }) => text),
    };
  });
}

/** `id 501, qty 2`; null where nothing is known of the row. */
const wordsOf = (row: Row | null): string | null =>
  row &&
  Object.entries(row)
    .map(([name, cell]) => `${name} ${cellWords(cell)}`)
    .join(', ');

function cellWords(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell !== 'object') return String(cell);
  return 'digits' in cell ? cell.digits : 'not captured';
}
