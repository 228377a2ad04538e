import type { z } from 'zod';
import type { setExceptionInput } from '../../shared/inputs.ts';
import {
  type ConditionCheck,
  type Exception,
  type ExceptionCheck,
  REOPEN_CONDITIONS,
} from '../../shared/tracking-views.ts';
import type { Db } from '../store/database.ts';
import { readRunTimes } from '../store/runs.ts';
import { failure } from './exceptions.ts';
import { historiesOf } from './present.ts';
import { type Seen, seenBy } from './seen.ts';

/** The exception as it is kept for each finding: with the tables that it writes so far. */
export function exceptionsOf(
  db: Db,
  { keys, exception }: z.output<typeof setExceptionInput>,
): (key: string) => Exception | null {
  const seenOf = readSeen(db, keys);
  if (exception === null) return () => null;
  const { reopen, ...rest } = exception;
  return (key) => (reopen?.length ? { ...rest, reopen, tables: tablesOf(seenOf(key)) } : rest);
}

/** Whether what the exceptions would rest on is so in the runs that are there. */
export function checkException(db: Db, keys: readonly string[]): ExceptionCheck {
  const seenOf = readSeen(db, keys);
  const called = keys.flatMap(seenOf).filter(({ calls }) => calls > 0);
  const conditions = REOPEN_CONDITIONS.map((condition): ConditionCheck => {
    const fails = keys.flatMap((key) => {
      const seen = seenOf(key);
      return seen.flatMap((each) => failureIn(condition, tablesOf(seen), each) ?? []);
    });
    return { condition, fails: fails[0] ?? null };
  });
  return {
    runs: new Set(called.map(({ run }) => run)).size,
    calls: called.reduce((sum, { calls }) => sum + calls, 0),
    conditions,
  };
}

function failureIn(condition: ConditionCheck['condition'], accepted: readonly string[], seen: Seen): string | null {
  const found = failure(condition, accepted, seen);
  return found === null ? null : `${found} in run ${seen.run}`;
}

const tablesOf = (seen: readonly Seen[]): string[] => [...new Set(seen.flatMap(({ tables }) => tables))];

function readSeen(db: Db, keys: readonly string[]): (key: string) => Seen[] {
  const runs = readRunTimes(db);
  const historyOf = historiesOf(db, keys);
  return (key) => seenBy(runs, historyOf(key));
}
