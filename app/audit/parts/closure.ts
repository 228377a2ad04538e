import type { Cell, Change, Row } from '../../../shared/records.ts';
import type { Call, DossierChange, DossierWrite, RunView } from '../rule.ts';
import { isCertain, moved } from '../weigh.ts';
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
 * belongs to it, and so does what the closure's rows refer to (a parent that counts its children).
 * Null where the target was not found among the rows, or a row's content was not captured: then nothing can be told.
 */
export function strangersOf(run: RunView, call: Call, writes: readonly DossierWrite[]): Stranger[] | null {
  const rows = writes.filter((write) => isCertain(write) || write.isNamed).flatMap((write) => writtenBy(run, write));
  const named = namesIn(call);
  const closure = new Set(rows.filter(({ change }) => keysOf(change).some((key) => named.has(key))));
  if (closure.size === 0) return null;
  grow(closure, rows);
  const outside = rows.filter((row) => !closure.has(row));
  return outside.some(({ change }) => contentOf(change) === null) ? null : outside;
}

const writtenBy = (run: RunView, write: DossierWrite): Written[] =>
  run.rowsOf(write.transactionId).flatMap((change, at) => {
    const classed = write.changes[at];
    const counts = classed?.class === 'domain' && !classed.classUnsure && moved(classed) && !HISTORY.test(change.table);
    return classed && counts ? [{ change, write, classed }] : [];
  });

/** Segments of the path and values of the query. */
function namesIn({ path, query }: Call): ReadonlySet<string> {
  const segments = path.split('/').map((segment) => decodeSafely(segment));
  return new Set([...segments, ...query.flatMap(([, value]) => value.split(','))].filter((word) => word !== ''));
}

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
      const holdsKey = valuesOf(contentOf(row.change)).some((value) => keys.has(value));
      if (holdsKey || keysOf(row.change).some((key) => values.has(key))) closure.add(row);
    }
  }
}

/** Of an update, both images: a reference that was set to null stands in the one before. */
const contentOf = ({ before, after, beforeImage, op }: Change): Row | null => {
  if (op !== 'insert' && (before === null || beforeImage === 'key' || beforeImage === 'none')) return null;
  return Object.fromEntries([...cells('b', before), ...cells('a', after)]);
};

const cells = (prefix: string, row: Row | null): [string, Cell][] =>
  Object.entries(row ?? {}).map(([column, cell]) => [`${prefix} ${column}`, cell]);

const keysOf = ({ key }: Change): string[] => valuesOf(key);

function valuesOf(row: Row | null): string[] {
  return Object.values(row ?? {}).flatMap((cell) => {
    const value = cellValue(cell);
    return value === null || value === undefined || typeof value === 'boolean' || value === '' ? [] : [String(value)];
  });
}
