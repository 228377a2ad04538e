import type { Damage, SkipCount } from '../../shared/records.ts';
import type { CaptureRow, RunRow } from '../../shared/views.ts';
import { type Db, fromJson } from './database.ts';
import { countLinks } from './links.ts';
import { readTotals } from './totals.ts';

interface CaptureColumns {
  id: number;
  run_id: number;
  name: string;
  kind: CaptureRow['kind'];
  format: string;
  bytes: number;
  records: number;
  skipped: string;
  damage: string | null;
  from_us: number | null;
  to_us: number | null;
}

/** When a run's traffic happened, in µs: of its requests, else of its change logs; null where its files name no time. */
export interface RunTime {
  readonly id: number;
  /** When it was imported. */
  readonly atMs: number;
  readonly fromUs: number | null;
  readonly toUs: number | null;
}

/** The whole runs in the order in which their traffic happened, which need not be that of their import. */
export function readRunTimes(db: Db): RunTime[] {
  return db
    .prepare<[], RunTime>(
      `SELECT r.id, r.at_ms AS atMs,
         coalesce(min(CASE c.kind WHEN 'http' THEN c.from_us END), min(c.from_us)) AS fromUs,
         coalesce(max(CASE c.kind WHEN 'http' THEN c.to_us END), max(c.to_us)) AS toUs
       FROM run r LEFT JOIN capture c ON c.run_id = r.id WHERE r.state = 'ready' GROUP BY r.id
       ORDER BY coalesce(fromUs, r.at_ms * 1000), r.id`,
    )
    .all();
}

/** Ids of the runs that are whole, in the order in which their traffic happened. */
export const readyRuns = (db: Db): number[] => readRunTimes(db).map(({ id }) => id);

/** About how many calls these runs hold, without counting them. */
export const countRecordedCalls = (db: Db, runIds: readonly number[]): number => countRecords(db, 'http', runIds);

/** About how many transactions, likewise. */
export const countRecordedTransactions = (db: Db, runIds: readonly number[]): number =>
  countRecords(db, 'changes', runIds);

const countRecords = (db: Db, kind: CaptureRow['kind'], runIds: readonly number[]): number =>
  db
    .prepare<[string, string], number>(
      `SELECT coalesce(sum(records), 0) FROM capture
       WHERE kind = ? AND run_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .get(kind, JSON.stringify(runIds)) ?? 0;

/** The files of a run, in the order in which they were read. */
export function readCaptures(db: Db, runId: number): CaptureRow[] {
  return db
    .prepare<[number], CaptureColumns>('SELECT * FROM capture WHERE run_id = ? ORDER BY id')
    .all(runId)
    .map(toRow);
}

const toRow = (row: CaptureColumns): CaptureRow => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  format: row.format,
  bytes: row.bytes,
  records: row.records,
  skipped: JSON.parse(row.skipped) as SkipCount[],
  damage: fromJson<Damage>(row.damage),
  spanUs: row.from_us === null || row.to_us === null ? null : [row.from_us, row.to_us],
});

/** All whole runs, newest traffic first. */
export function readRuns(db: Db): RunRow[] {
  return readRunTimes(db)
    .toReversed()
    .map(({ id, atMs }) => {
      const { exchanges = 0, reached = 0 } = readTotals(db, id) ?? {};
      return { id, atMs, exchanges, reached, captures: readCaptures(db, id), links: countLinks(db, id) };
    });
}

/**
 * The one whole run that an import of one side only belongs to: it holds only the other side, and their times overlap.
 * Null when there is none, or more than one.
 */
export function findCounterpart(db: Db, runId: number): number | null {
  const own = readCaptures(db, runId);
  const kinds = new Set(own.map((capture) => capture.kind));
  if (kinds.size !== 1) return null;
  const fitting = readyRuns(db).filter((candidate) => {
    const others = readCaptures(db, candidate);
    return (
      others.every((capture) => !kinds.has(capture.kind)) &&
      others.some((other) => own.some((mine) => overlap(mine, other)))
    );
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

const overlap = (one: CaptureRow, other: CaptureRow): boolean =>
  one.spanUs !== null && other.spanUs !== null && one.spanUs[0] <= other.spanUs[1] && other.spanUs[0] <= one.spanUs[1];
