import type { AuditTableGuess, TableRow, UnknownTable } from '../../shared/import-views.ts';
import { OPERATION_WORDS } from '../../shared/operation-words.ts';
import { guessRoles } from './changes/audit-table/home-made.ts';
import { rowInside } from './changes/audit-table/row-text.ts';
import { Leavings } from './changes/leavings.ts';
import { readTable, sniffTable } from './changes/table-source.ts';
import { cellOfJson } from './changes/values.ts';
import type { JsonObject } from './lossless.ts';
import type { Hiding } from './masking/hiding.ts';
import { maskRow } from './masking/rows.ts';

const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 200;
const ROWS_SHOWN = 5;
const ROWS_TRIED = 200;
const MOST_WORDS = 12;
const LONGEST_WORD = 24;
const LONGEST_CELL = 2_000;

/**
 * The beginning of a file that no format knows, where it looks like a table of changes: rows with the same columns, and
 * among these one that names operations or holds rows. Masked; null for anything else.
 */
export async function findUnknownTable(head: Uint8Array, hiding: Hiding): Promise<UnknownTable | null> {
  if (!sniffTable(head)) return null;
  const rows = await firstRows(head);
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length < FEWEST_COLUMNS || columns.length > MOST_COLUMNS || !rows.some(looksLikeChange)) return null;
  const masked = rows.map((row) => textsOf(maskRow(cellsOf(row), hiding) ?? {}));
  return {
    columns,
    rows: masked.slice(0, ROWS_SHOWN),
    words: Object.fromEntries(columns.map((name) => [name, wordsIn(masked, name)])),
    guess: guessOf(columns),
  };
}

async function firstRows(head: Uint8Array): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for await (const row of readTable(once(head), new Leavings())) {
    if (!('type' in row)) rows.push(row.values);
    if (rows.length >= ROWS_TRIED) break;
  }
  return rows;
}

async function* once(head: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head;
}

const looksLikeChange = (row: JsonObject): boolean =>
  Object.values(row).some(
    (value) => rowInside(value) !== null || (typeof value === 'string' && OPERATION_WORDS[value.trim().toLowerCase()]),
  );

const cellsOf = (row: JsonObject) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOfJson(value)]));

const textsOf = (row: ReturnType<typeof cellsOf>): TableRow =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === null ? null : shortened(textOf(cell))]));

const textOf = (cell: unknown): string =>
  typeof cell === 'object' && cell !== null && 'digits' in cell ? String(cell.digits) : String(cell);

const shortened = (text: string): string => (text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) : text);

/** What stands in a column, where it is few short words: it may be that of the operations. */
function wordsIn(rows: readonly TableRow[], name: string): string[] {
  const words = new Set<string>();
  for (const row of rows) {
    const word = row[name]?.trim() ?? '';
    if (word.length > LONGEST_WORD || word.startsWith('{')) return [];
    if (word !== '') words.add(word);
    if (words.size > MOST_WORDS) return [];
  }
  return [...words];
}

function guessOf(columns: readonly string[]): AuditTableGuess {
  const { op: operation, context: cause, ...roles } = guessRoles(new Set(columns));
  const found = Object.entries({ operation, ...roles }).filter(([, column]) => column !== undefined);
  return { ...(Object.fromEntries(found) as AuditTableGuess), cause };
}
