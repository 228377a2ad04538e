import type { ListedRun } from '../../shared/run-views.ts';
import { readRunNotes } from '../run-notes.ts';
import { readClocks } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { readRuns } from '../store/runs.ts';
import type { CountMoments } from './moment-counts.ts';
import { type FindingLine, momentsOf } from './standings.ts';

/** Reads all whole runs, newest traffic first, each with what it brought against the run before it. */
export function createRunRows(db: Db, countMoments: CountMoments): (lines: readonly FindingLine[]) => ListedRun[] {
  return (lines) => {
    const rows = readRuns(db);
    const noteOf = readRunNotes(db);
    const moments = momentsOf(rows.toReversed());
    const counts = countMoments(lines, moments);
    return rows.map((run) => {
      const at = moments.findIndex((moment) => moment.run === run.id);
      const vs = moments[at - 1];
      const found = vs && counts[at] ? { vs: vs.run, ...counts[at].found } : null;
      return { ...run, clock: worstClock(db, run.id), found, note: noteOf(run) };
    });
  };
}

/** Of several logs the one that was off most; null where nothing could be measured. */
function worstClock(db: Db, runId: number): ListedRun['clock'] {
  const measured = (readClocks(db, runId) ?? []).flatMap(({ offsetUs, corrected }) =>
    offsetUs === null ? [] : [{ offsetUs, corrected }],
  );
  return measured.sort((a, b) => Math.abs(b.offsetUs) - Math.abs(a.offsetUs))[0] ?? null;
}
