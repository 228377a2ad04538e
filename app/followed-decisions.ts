import type { Verdict } from '../shared/words.ts';
import type { Db } from './store/database.ts';
import { readAllDecided, readHistory, type Step, type Subject } from './store/decisions.ts';
import type { SplitEndpoint } from './store/endpoints.ts';
import { readFindingsOfKeys } from './store/findings.ts';

/** Nothing to decide about. */
const QUIET: ReadonlySet<Verdict> = new Set(['holds', 'not-judged']);

/**
 * What people decided of an endpoint that is several now, for its parts: for those of which there is something to
 * decide, or else for all. Its own history stays with its own name.
 */
export function copiesFor(db: Db, splits: readonly SplitEndpoint[]): Step[] {
  if (splits.length === 0) return [];
  const decided = readAllDecided(db, 'finding');
  const keys = new Set([...decided.keys()]);
  return splits.flatMap(({ from, to }) =>
    [...keys]
      .filter((key) => key.endsWith(` ${from}`))
      .flatMap((key) => {
        const rule = key.slice(0, -from.length - 1);
        const parts = partsToTell(
          db,
          to.filter((each) => each !== from).map((each) => `${rule} ${each}`),
        );
        return parts.filter((part) => !keys.has(part)).flatMap((part) => copies(db, key, part, from));
      }),
  );
}

function partsToTell(db: Db, keys: readonly string[]): readonly string[] {
  const newest = new Map(readFindingsOfKeys(db, keys).map((finding) => [finding.key, finding.verdict]));
  const telling = keys.filter((key) => !QUIET.has(newest.get(key) ?? 'not-judged'));
  return telling.length > 0 ? telling : keys;
}

function copies(db: Db, key: string, part: string, from: string): Step[] {
  const subject: Subject = `finding:${part}`;
  const why = `Decided of ${from}, which is several routes now`;
  const fields = Object.entries(readAllDecided(db, 'finding').get(key) ?? {});
  const notes = readHistory(db, `finding:${key}`).filter(({ field, undone }) => field === 'note' && !undone);
  return [
    ...fields.map(([field, value]): Step => ({ subject, field: field as Step['field'], value, why })),
    ...notes.reverse().map(({ who, after }): Step => ({ subject, field: 'note', value: `${who}: ${after}`, why })),
  ];
}
