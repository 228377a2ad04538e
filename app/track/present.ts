import type { z } from 'zod';
import type { setLiveDateInput } from '../../shared/inputs.ts';
import type { FixPreview } from '../../shared/tracking-views.ts';
import type { Db } from '../store/database.ts';
import { readAllDecided, readDecidedOf } from '../store/decisions.ts';
import { readFindingsByKey, type StoredFinding } from '../store/findings.ts';
import { readRunTimes } from '../store/runs.ts';
import { callsToProve } from '../store/settings.ts';
import type { Present } from './decide.ts';
import { proveFix } from './proof.ts';
import { ruleOfKey, seenBy } from './seen.ts';
import { MANY, readTracking, readTrackingOfFew, statusBeforeException } from './tracking.ts';

/** What each run said of each key, oldest traffic first. */
export function historiesOf(db: Db, keys: readonly string[]): (key: string) => readonly StoredFinding[] {
  const byKey = readFindingsByKey(db, keys);
  return (key) => byKey.get(key) ?? [];
}

/** Where findings stand before a decision about them. */
export function presentOf(db: Db, keys: readonly string[]): (key: string) => Present {
  const few = keys.length <= MANY;
  const tracking = few ? readTrackingOfFew(db) : readTracking(db);
  const historyOf = historiesOf(db, keys);
  const decided = few ? null : readAllDecided(db, 'finding');
  return (key) => {
    const { status, flag } = tracking(key, historyOf(key));
    const fields = decided ? decided.get(key) : readDecidedOf(db, `finding:${key}`);
    const accepted = fields?.status === 'exception';
    return { status, accepted, before: accepted ? statusBeforeException(db, key) : status, flag: flag ?? null };
  };
}

/** What the runs that are there would say at once of fixes that are live from a day. */
export function previewFix(db: Db, { keys, shippedOn }: z.output<typeof setLiveDateInput>): FixPreview[] {
  const runs = readRunTimes(db);
  const historyOf = historiesOf(db, keys);
  const needed = callsToProve(db);
  return keys.map((key) => {
    const { status, fix } = proveFix(ruleOfKey(key), shippedOn, seenBy(runs, historyOf(key)), needed);
    return { key, status, fix };
  });
}
