import { isSafe } from '../../shared/words.ts';
import { isVolatile } from './change-class.ts';
import { type ClassedFact, endpointWord, type JoinedLink } from './facts.ts';
import { OUTSIDE } from './weigh.ts';

/** Writers' names in sentences, with how often they wrote. */
type Writers = Map<string, number>;

const ANY = '*';

/**
 * Says of an endpoint's change who else writes the like most often: the same operation on the table and, for updates,
 * one of the same columns. Such a change may belong to a request that the capture lacks; where it lacks most of
 * them, any change may.
 */
export function createSharing(
  joined: readonly JoinedLink[],
): (change: ClassedFact, owner: JoinedLink) => string | null {
  const unsafe = new Map<string, Writers>();
  const all = new Map<string, Writers>();
  const unrecorded = isMostlyUnrecorded(joined);
  for (const each of joined) {
    const name = writerOf(each);
    const isUnsafe = each.endpoint !== null && !isSafe(each.endpoint) && name !== OUTSIDE;
    for (const key of each.changes.flatMap(writtenAs)) {
      add(all, key, name);
      if (isUnsafe) add(unsafe, key, name);
    }
  }
  return (change, owner) => {
    const keys = lookedUpAs(change);
    const by = mostOf(keys.flatMap((key) => [...(unsafe.get(key) ?? [])]));
    if (by !== null) return by;
    const outside = Math.max(...keys.map((key) => all.get(key)?.get(OUTSIDE) ?? 0));
    const own = Math.max(...keys.map((key) => all.get(key)?.get(writerOf(owner)) ?? 0));
    return unrecorded || (outside > 0 && outside >= own) ? OUTSIDE : null;
  };
}

/** Whether requests are missing on a large scale: most writes of domain rows have none in the capture. */
function isMostlyUnrecorded(joined: readonly JoinedLink[]): boolean {
  const writes = joined.filter(({ changes }) =>
    changes.some(({ class: meaning, counts }) => counts && meaning === 'domain'),
  );
  return writes.filter((each) => writerOf(each) === OUTSIDE).length * 2 > writes.length;
}

/** A link below "likely" claims no writer. */
const writerOf = ({ isLikely, endpoint }: JoinedLink): string =>
  endpoint === null || !isLikely ? OUTSIDE : endpointWord(endpoint);

function add(writers: Map<string, Writers>, key: string, name: string): void {
  const own: Writers = writers.get(key) ?? new Map();
  writers.set(key, own.set(name, (own.get(name) ?? 0) + 1));
}

/** What a change stands for. Where a column's class is open, it stands for nothing. */
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
