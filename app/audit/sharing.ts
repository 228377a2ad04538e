import { LIKELY } from '../../shared/text.ts';
import { SAFE_METHODS } from '../../shared/words.ts';
import { isVolatile } from './change-class.ts';
import { type ClassedFact, endpointWord, type JoinedLink } from './facts.ts';

/** Rows by endpoint. */
type Writers = Map<string, number>;

/**
 * Says of a change which unsafe endpoint writes the same most often: rows of the table by the same operation and,
 * for updates, one of the same columns. Such a change may belong to a request that the capture lacks.
 */
export function createSharing(joined: readonly JoinedLink[]): (change: ClassedFact) => string | null {
  const writers = new Map<string, Writers>();
  for (const { link, endpoint, changes } of joined) {
    if (endpoint === null || SAFE_METHODS.has(endpoint.method) || link.probability < LIKELY) continue;
    for (const key of changes.flatMap(writtenAs)) {
      const own = writers.get(key) ?? new Map<string, number>();
      writers.set(key, own.set(endpointWord(endpoint), (own.get(endpointWord(endpoint)) ?? 0) + 1));
    }
  }
  return (change) => mostOf(lookedUpAs(change).flatMap((key) => [...(writers.get(key) ?? [])]));
}

const ANY = '*';

/** What an unsafe endpoint's change stands for. Where a column's class is open, it stands for nothing. */
function writtenAs(change: ClassedFact): string[] {
  const { op, table } = change;
  if (op !== 'update') return [`${op} ${table}`];
  if (change.unsure || !change.counts) return [];
  return [`update ${table}`, ...columnsOf(change).map((column) => `update ${table} ${column}`)];
}

/** An update of known columns is met by one of the same columns, or by one whose columns were not captured. */
function lookedUpAs(change: ClassedFact): string[] {
  const { op, table } = change;
  if (op !== 'update' || change.changed === null) return [`${op} ${table}`];
  return [...columnsOf(change), ANY].map((column) => `update ${table} ${column}`);
}

function columnsOf({ changed }: ClassedFact): readonly string[] {
  if (changed === null) return [ANY];
  const telling = changed.filter((column) => !isVolatile(column));
  return telling.length > 0 ? telling : changed;
}

const mostOf = (writers: readonly (readonly [string, number])[]): string | null =>
  writers.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
