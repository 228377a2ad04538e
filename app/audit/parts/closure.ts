import type { Cell, Change, Row } from '../../../shared/records.ts';
import type { Call, DossierChange, DossierWrite, RunView } from '../rule.ts';
import { isCertain, moved } from '../weigh.ts';
import { toSnake } from './columns.ts';
import { HISTORY } from './repeats.ts';
import { cellValue } from './values.ts';

/** A row that a DELETE wrote and that neither is its target nor hangs on it. */
export interface Stranger {
  readonly change: Change;
  readonly write: DossierWrite;
}

interface Written extends Stranger {
  readonly classed: DossierChange;
}

/**
 * Rows of a DELETE outside its target's closure: the target is what the address names; what holds a key of the closure
 * belongs to it, and so does what the closure's rows refer to (a parent that counts its children), or what bears a
 * name of the target (lists of a mail domain). Rows of transactions without the target count only where an id links them.
 * Null where the target was not found among the rows, or a row's content was not captured: then nothing can be told.
 */
export function strangersOf(run: RunView, call: Call, writes: readonly DossierWrite[]): Stranger[] | null {
  const rows = writes.filter((write) => isCertain(write) || write.isNamed).flatMap((write) => writtenBy(run, write));
  const named = namesIn(call);
  const targets = rows.filter(({ change }) => keysOf(change).some((key) => named.has(key)));
  if (targets.length === 0) return null;
  const closure = new Set(targets);
  grow(closure, rows);
  const own = new Set([...closure].map(({ write }) => write));
  const names = new Set(targets.flatMap(({ change }) => textsOf(contentOf(change))));
  const outside = rows.filter((row) => !closure.has(row) && (own.has(row.write) || isCertain(row.write)));
  if (outside.some(({ change }) => contentOf(change) === null)) return null;
  return outside.filter(({ change }) => !textsOf(contentOf(change)).some((text) => names.has(text)));
}

const writtenBy = (run: RunView, write: DossierWrite): Written[] =>
  run.rowsOf(write.transactionId).flatMap((change, at) => {
    const classed = write.changes[at];
    const counts = classed?.class === 'domain' && !classed.classUnsure && moved(classed) && !HISTORY.test(change.table);
    return classed && counts ? [{ change, write, classed }] : [];
  });

/** A parameter that names rows; others (`limit=1`, `priority=1`, `sort[id]=1`) choose among them. */
const NAMES_ROWS = /^(?!.*(?:sort|order)).*(?:^|_)(?:id|ids|uuid|guid|key|keys|pk|slug)$/;

/** Segments of the path, `5.json` and `5,6` among them, and values of parameters that name rows. */
function namesIn({ path, query }: Call): ReadonlySet<string> {
  const segments = path.split('/').map((segment) => decodeSafely(segment).replace(/\.(?:json|xml)$/i, ''));
  const values = query.flatMap(([name, value]) => (NAMES_ROWS.test(parameterWord(name)) ? [value] : []));
  return new Set([...segments, ...values].flatMap((word) => [word, ...word.split(',')]).filter((word) => word !== ''));
}

/** `filter[articleId]`, `ids[]` → `filter_article_id`, `ids`. */
const parameterWord = (name: string): string =>
  toSnake(name)
    .replace(/[[\]]+/g, '_')
    .replace(/_+$/, '');

function decodeSafely(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Adds what holds a key of the closure, or is referred to by it, until nothing more is found. */
function grow(closure: Set<Written>, rows: readonly Written[]): void {
  for (let before = -1; before !== closure.size; ) {
    before = closure.size;
    const keys = new Set([...closure].flatMap(({ change }) => keysOf(change)));
    const values = new Set([...closure].flatMap(({ change }) => valuesOf(contentOf(change))));
    for (const row of rows) {
      const held = valuesOf(contentOf(row.change)).flatMap((value) => [value, ...lastPartOf(value)]);
      const holdsKey = held.some((value) => keys.has(value));
      if (holdsKey || keysOf(row.change).some((key) => values.has(key))) closure.add(row);
    }
  }
}

/** `5` of `task:5` and of `gid://app/Task/5`: how indexes and links of many kinds name a row. */
const lastPartOf = (value: string): string[] => /[:/|#]([\w-]+)$/.exec(value)?.slice(1) ?? [];

/** Of an update, both images: a reference that was set to null stands in the one before. */
const contentOf = ({ before, after, beforeImage, op }: Change): Row | null => {
  if (op !== 'insert' && (before === null || beforeImage === 'key' || beforeImage === 'none')) return null;
  return Object.fromEntries([...cells('b', before), ...cells('a', after)]);
};

const cells = (prefix: string, row: Row | null): [string, Cell][] =>
  Object.entries(row ?? {}).map(([column, cell]) => [`${prefix} ${column}`, cell]);

const keysOf = ({ key }: Change): string[] => valuesOf(key);

/** Long enough to be a name; times are none. */
const textsOf = (row: Row | null): string[] =>
  Object.values(row ?? {}).flatMap((cell) =>
    typeof cell === 'string' && cell.length > 3 && /[a-z]/i.test(cell) && !/^\d{4}-\d{2}-\d{2}/.test(cell)
      ? [cell]
      : [],
  );

function valuesOf(row: Row | null): string[] {
  return Object.values(row ?? {}).flatMap((cell) => {
    const value = cellValue(cell);
    return value === null || value === undefined || typeof value === 'boolean' || value === '' ? [] : [String(value)];
  });
}
