import type { Exception, Tracking } from '../../shared/tracking-views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Db } from '../store/database.ts';
import {
  countNotes,
  countNotesOf,
  type DecisionField,
  readAllDecided,
  readDecidedOf,
  readHistory,
  readKeysWithStatus,
} from '../store/decisions.ts';
import { findingsVersion } from '../store/findings.ts';
import { readRunTimes } from '../store/runs.ts';
import { callsToProve } from '../store/settings.ts';
import { dayOf } from './day.ts';
import { flagOf, notNeeded, type Returned, returned } from './exceptions.ts';
import { type Proved, proveFix } from './proof.ts';
import { ruleOfKey, type Seen, type SeenFinding, seenBy } from './seen.ts';

/** The present decisions about a finding and what runs make of them; `history` = what every run said of it. */
export type ReadTracking = (key: string, history: readonly SeenFinding[]) => Tracking;

/** One that nobody touched is `detected`. */
export function readTracking(db: Db, nowMs = Date.now()): ReadTracking {
  const follow = createFollower(db, nowMs);
  return (key, history) => follow(key, history).tracking;
}

/** What people decided of a finding, and what became of it since. */
export interface Followed {
  readonly tracking: Tracking;
  readonly returned: Returned | null;
  readonly proved: Proved | null;
}

/** So many findings that all decisions are sooner read at once. */
export const MANY = 50;

/** What decisions are followed by: where it is another text, what became of any of them may be something else. */
export const basisOfTracking = (db: Db, nowMs = Date.now()): string =>
  `${findingsVersion(db)}, ${dayOf(nowMs)}, ${callsToProve(db)}`;

type Decided = Partial<Record<DecisionField, unknown>>;

type Follow = (key: string, history: readonly SeenFinding[]) => Followed;

/** Reads the decisions once, then follows any finding. */
export function createFollower(db: Db, nowMs: number): Follow {
  const decided = readAllDecided(db, 'finding');
  const notes = countNotes(db);
  return follower(db, nowMs, { fieldsOf: (key) => decided.get(key), notesOf: (key) => notes.get(key) ?? 0 });
}

/** For few findings: reads the decisions about each when it is asked for. */
export const createFollowerOfFew = (db: Db, nowMs: number): Follow =>
  follower(db, nowMs, {
    fieldsOf: (key) => readDecidedOf(db, `finding:${key}`),
    notesOf: (key) => countNotesOf(db, `finding:${key}`),
  });

/** Like {@link readTracking}, for who asks about few keys. */
export function readTrackingOfFew(db: Db, nowMs = Date.now()): ReadTracking {
  const follow = createFollowerOfFew(db, nowMs);
  return (key, history) => follow(key, history).tracking;
}

interface Decisions {
  readonly fieldsOf: (key: string) => Decided | undefined;
  readonly notesOf: (key: string) => number;
}

function follower(db: Db, nowMs: number, { fieldsOf, notesOf }: Decisions): Follow {
  const runs = readRunTimes(db);
  const needed = callsToProve(db);
  const today = dayOf(nowMs);
  return (key, history) => {
    const fields = fieldsOf(key);
    const plain = toTracking(fields ?? {}, notesOf(key));
    if (!fields || !isFollowed(plain)) return { tracking: plain, returned: null, proved: null };
    return followOne(db, key, plain, seenBy(runs, history), { needed, today });
  };
}

/** Findings that runs say something of beyond what people decided: only for these the history matters. */
export const followedKeys = (db: Db): Set<string> =>
  readKeysWithStatus(db, ['shipped', 'exception', 'verified', 'regressed']);

const isFollowed = ({ status }: Tracking): boolean => status === 'shipped' || status === 'exception';

interface Standards {
  readonly needed: number;
  readonly today: string;
}

function followOne(db: Db, key: string, plain: Tracking, seen: readonly Seen[], standards: Standards): Followed {
  const { exception } = plain;
  const back = exception && plain.status === 'exception' ? returned(exception, seen, standards.today) : null;
  if (plain.status === 'exception' && !back) {
    const hint = notNeeded(seen);
    return { tracking: { ...plain, ...(hint ? { hint } : {}) }, returned: null, proved: null };
  }
  const status = back ? statusBeforeException(db, key) : plain.status;
  const proved = status === 'shipped' ? proveFix(ruleOfKey(key), plain.shippedOn, seen, standards.needed) : null;
  const now = proved?.status ?? status;
  const flag = back
    ? flagOf(back, now)
    : now === 'regressed'
      ? `Regressed: ${proved?.fix.summary}, after the fix was live`
      : undefined;
  const fix = proved ? { fix: proved.fix } : {};
  const tracking = { ...plain, status: now, ...(back ? { exception: null } : {}), ...fix, ...(flag ? { flag } : {}) };
  return { tracking, returned: back, proved };
}

/**
 * Proof alone says `verified` and `regressed`. A stored one is what a person saw when moving on, or stems from an
 * earlier version: it was shipped.
 */
const asPerson = (status: MigrationStatus): MigrationStatus =>
  status === 'verified' || status === 'regressed' ? 'shipped' : status;

function toTracking(fields: Decided, notes: number): Tracking {
  const status = asPerson((fields.status as MigrationStatus | undefined) ?? 'detected');
  return {
    status,
    owner: (fields.owner as string | undefined) ?? null,
    ticket: (fields.ticket as string | undefined) ?? null,
    exception: (fields.exception as Exception | undefined) ?? null,
    shippedOn: (fields['shipped-on'] as string | undefined) ?? null,
    notes,
  };
}

/** The status a finding had before it became an exception. */
export function statusBeforeException(db: Db, key: string): MigrationStatus {
  const accepted = readHistory(db, `finding:${key}`).find(
    (row) => row.field === 'status' && row.after === 'exception' && !row.undone,
  );
  return asPerson((accepted?.before as MigrationStatus | null | undefined) ?? 'detected');
}
