import type { Db } from './database.ts';
import { findingsVersion } from './findings.ts';

/** Computes an answer, or gives the last one back while the workspace has not changed. */
export type Answers = <T>(name: string, compute: () => T) => T;

/**
 * Keeps answers until something in the workspace changes, be it by this connection or by another:
 * `total_changes()` counts our own writes, `PRAGMA data_version` moves with everyone else's commits.
 */
export function createAnswers(db: Db): Answers {
  const ownWrites = db.prepare<[], number>('SELECT total_changes()').pluck();
  const kept = new Map<string, unknown>();
  let keptFor = '';
  return <T>(name: string, compute: () => T): T => {
    const state = `${ownWrites.get()} ${db.pragma('data_version', { simple: true })}`;
    if (state !== keptFor) kept.clear();
    keptFor = state;
    if (!kept.has(name)) kept.set(name, compute());
    return kept.get(name) as T;
  };
}

/**
 * Keeps answers that no decision changes, until findings are made anew, or a run comes or goes: whatever changes links or
 * endpoints judges again.
 */
export function createLastingAnswers(db: Db): Answers {
  const kept = new Map<string, unknown>();
  let keptFor = '';
  return <T>(name: string, compute: () => T): T => {
    const state = findingsVersion(db);
    if (state !== keptFor) kept.clear();
    keptFor = state;
    if (!kept.has(name)) kept.set(name, compute());
    return kept.get(name) as T;
  };
}
