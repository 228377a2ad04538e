import type { ClassChange, TableRow } from '../../../shared/table-views.ts';
import { CLASS_LABELS, tableWord } from '../../../shared/text.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import { count, counted } from '../../components/format.ts';

/** A table, or one column of it. */
export interface Target {
  readonly table: string;
  readonly column: string | null;
}

/** `page_hits`, `directus_users.last_access`, `3 tables`. */
export function targetsWord(targets: readonly Target[]): string {
  const [first] = targets;
  if (!first || targets.length > 1) return counted(targets.length, 'table');
  return first.column === null ? tableWord(first.table) : `${tableWord(first.table)}.${first.column}`;
}

export const rowsWritten = ({ inserts, updates, deletes }: TableRow): number => inserts + updates + deletes;

/** `9 inserts, 1 update`; what was never seen is left out. */
export function writesWord({ inserts, updates, deletes }: TableRow): string {
  const parts = [
    inserts > 0 && counted(inserts, 'insert'),
    updates > 0 && counted(updates, 'update'),
    deletes > 0 && counted(deletes, 'delete'),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Why it has its class: `Default: …; 2 columns have their own class`. */
export function reasonLine({ reason, columns }: TableRow): string {
  const own = columns.filter((column) => column.class !== null).length;
  if (own === 0) return reason;
  // The part after the colon says nothing new here, and the line is short.
  const lead = reason.replace(/^Default:.*/, 'Default');
  return `${lead}; ${counted(own, 'column has', 'columns have')} ${own === 1 ? 'its' : 'their'} own class`;
}

/** `38 domain, 14 telemetry, 7 session, 4 ignored`. */
export function classCounts(rows: readonly TableRow[]): string {
  const counts = TABLE_CLASSES.map((each) => [each, rows.filter((row) => row.class === each).length] as const);
  return counts
    .filter(([, tables]) => tables > 0)
    .map(([each, tables]) => `${count(tables)} ${CLASS_LABELS[each].toLowerCase()}`)
    .join(', ');
}

/** A row's name for readers, who cannot see its columns at once. */
export function rowName(row: TableRow): string {
  const writers = `${count(row.safeWriters)} of ${counted(row.writers, 'writer')} with a safe method`;
  return `${tableWord(row.table)}. ${CLASS_LABELS[row.class]}. ${reasonLine(row)}. ${writers}. ${counted(rowsWritten(row), 'row')}.`;
}

/** The classes that the targets have now, each once. */
export function classesOf(rows: readonly TableRow[], targets: readonly Target[]): TableClass[] {
  const found = targets.flatMap(({ table, column }) => {
    const row = rows.find((other) => other.table === table);
    if (!row) return [];
    return column === null ? [row.class] : [columnClass(row, column)];
  });
  return [...new Set(found)];
}

/** What a write to the column means: its own class, else its table's. */
function columnClass(row: TableRow, column: string): TableClass {
  return row.columns.find((other) => other.column === column)?.class ?? row.class;
}

/** `Domain`; `3 different` where they differ. */
export function classesWord(classes: readonly TableClass[]): string {
  const [first] = classes;
  return classes.length === 1 && first ? CLASS_LABELS[first] : `${classes.length} different`;
}

/** `2 verdicts would follow`, and once the class is set `2 verdicts follow`. */
export function movesWords({ moves }: Pick<ClassChange, 'moves'>, isPreview: boolean): string {
  if (moves.length === 0) return `No verdict ${isPreview ? 'would change' : 'changed'}`;
  const verb = isPreview ? 'would follow' : moves.length === 1 ? 'follows' : 'follow';
  return `${counted(moves.length, 'verdict')} ${verb}`;
}
