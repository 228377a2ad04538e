import type { ClassedChange } from '../../../shared/call-views.ts';
import type { Cell } from '../../../shared/records.ts';
import { CLASS_LABELS } from '../../../shared/text.ts';
import type { TableClass } from '../../../shared/words.ts';
import { cellText } from './cell-text.ts';

/** One column of a changed row. `undefined`: there is no such side, as before an insert, or nothing is known of it. */
export interface RowLine {
  readonly column: string;
  readonly before: Cell | undefined;
  readonly after: Cell | undefined;
  readonly moved: boolean;
  /** Whether its values are known to differ; of an update whose row before was not captured mostly they are not. */
  readonly differs: boolean;
  /** What a side that is `undefined` says: of an update, there was a row. */
  readonly absent: 'no row' | 'not captured';
  /** The column's own class, where it differs from the table's. */
  readonly class: TableClass | null;
}

export interface RowLines {
  /** What moved, or all of an inserted or deleted row. */
  readonly lines: readonly RowLine[];
  /** Columns that did not move. */
  readonly unmoved: readonly RowLine[];
  /** What has to be said under the table. */
  readonly remarks: readonly string[];
}

/** The columns of a change, those that moved apart from the rest. */
export function rowLines(change: ClassedChange): RowLines {
  const { op, before, after, changed, columnClasses, class: tableClass } = change;
  const names = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
  const all = names.map((column): RowLine => {
    const own = columnClasses[column] ?? null;
    return {
      column,
      before: before?.[column],
      after: after?.[column],
      moved: op !== 'update' || changed === null || changed.includes(column),
      differs: op !== 'update' || (changed?.includes(column) ?? areKnownToDiffer(before?.[column], after?.[column])),
      absent: op === 'update' ? 'not captured' : 'no row',
      class: own === tableClass ? null : own,
    };
  });
  return {
    lines: all.filter((line) => line.moved),
    unmoved: all.filter((line) => !line.moved),
    remarks: [...imageRemarks(change), ...classRemarks(all, change)],
  };
}

const areKnownToDiffer = (before: Cell | undefined, after: Cell | undefined): boolean =>
  before !== undefined && after !== undefined && cellText(before) !== cellText(after);

function imageRemarks({ op, beforeImage, changed }: ClassedChange): string[] {
  if (op === 'update' && changed === null) return ['The row before was not captured, so what moved is not known.'];
  if (op === 'update' && changed?.length === 0) return ['Written without any change.'];
  if (op === 'update' && beforeImage === 'earlier') return ['Before: from an earlier change in the same log.'];
  if (op === 'delete' && beforeImage === 'key') return ['Only the key of the deleted row was captured.'];
  if (op === 'truncate') return ['All rows of the table were removed at once.'];
  return [];
}

function classRemarks(lines: readonly RowLine[], { op }: ClassedChange): string[] {
  if (op !== 'update') return [];
  const own = lines.filter((line) => line.moved && line.class);
  return own.map((line) => `${line.column}: class ${CLASS_LABELS[line.class ?? 'ignored']}, judged by itself.`);
}

/** `id 5127`; nothing where the log names no key. */
function keyWords({ key }: ClassedChange): string {
  const parts = Object.entries(key ?? {}).map(([column, cell]) => `${column} ${cellText(cell)}`);
  return parts.join(', ');
}

const OPS: Readonly<Record<ClassedChange['op'], { readonly sign: string; readonly word: string }>> = {
  insert: { sign: '+', word: 'Insert' },
  update: { sign: '~', word: 'Update' },
  delete: { sign: '−', word: 'Delete' },
  truncate: { sign: '−', word: 'Truncate' },
};

export const signOf = (change: ClassedChange): string => OPS[change.op].sign;

/** `Update, id 5127`. */
export function deedWords(change: ClassedChange): string {
  const key = keyWords(change);
  return key ? `${OPS[change.op].word}, ${key}` : OPS[change.op].word;
}
