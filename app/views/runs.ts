import { CHANGE_KINDS, type ChangeKind } from '../../shared/compare-views.ts';
import type { ListedRun, RunFound } from '../../shared/run-views.ts';
import { readRunNotes } from '../run-notes.ts';
import { readClocks } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { readRuns } from '../store/runs.ts';
import { courseOf, kindOf } from './compare.ts';
import { type FindingLine, type Moment, momentsOf } from './standings.ts';

/** All whole runs, newest traffic first, each with what it brought against the run before it. */
export function runRowsOf(db: Db, lines: readonly FindingLine[]): ListedRun[] {
  const rows = readRuns(db);
  const noteOf = readRunNotes(db);
  const moments = momentsOf(rows.toReversed());
  return rows.map((run) => {
    const at = moments.findIndex((moment) => moment.run === run.id);
    return {
      ...run,
      clock: worstClock(db, run.id),
      found: foundIn(lines, moments[at - 1], moments[at]),
      note: noteOf(run),
    };
  });
}

function foundIn(lines: readonly FindingLine[], vs: Moment | undefined, run: Moment | undefined): RunFound | null {
  if (!vs || !run) return null;
  const found = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const line of lines) {
    const kind = kindOf(courseOf(line, vs, run));
    if (kind !== null) found[kind]++;
  }
  return { vs: vs.run, ...found };
}

/** Of several logs the one that was off most; null where nothing could be measured. */
function worstClock(db: Db, runId: number): ListedRun['clock'] {
  const measured = (readClocks(db, runId) ?? []).flatMap(({ offsetUs, corrected }) =>
    offsetUs === null ? [] : [{ offsetUs, corrected }],
  );
  return measured.sort((a, b) => Math.abs(b.offsetUs) - Math.abs(a.offsetUs))[0] ?? null;
}
