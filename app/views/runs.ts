import { CHANGE_KINDS, type ChangeKind } from '../../shared/compare-views.ts';
import type { ListedRun, RunFound } from '../../shared/run-views.ts';
import { readRunNotes } from '../run-notes.ts';
import { readClocks } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { readRuns } from '../store/runs.ts';
import { courseOf, kindOf } from './compare.ts';
import { type FindingLine, type Moment, momentsOf } from './standings.ts';

/** Reads all whole runs, newest traffic first, each with what it brought against the run before it. */
export function createRunRows(db: Db): (lines: readonly FindingLine[]) => ListedRun[] {
  const kindsIn = createKinds();
  return (lines) => {
    const rows = readRuns(db);
    const noteOf = readRunNotes(db);
    const moments = momentsOf(rows.toReversed());
    const kinds = kindsIn(lines, moments);
    return rows.map((run) => {
      const at = moments.findIndex((moment) => moment.run === run.id);
      return { ...run, clock: worstClock(db, run.id), found: foundIn(kinds, moments, at), note: noteOf(run) };
    });
  };
}

/** What became of a finding with each run against the one before it. */
type Kinds = readonly (ChangeKind | null)[];

/** Looked at once a line: after a decision all but a few lines are those that they were. */
function createKinds(): (lines: readonly FindingLine[], moments: readonly Moment[]) => Kinds[] {
  let [of, known] = ['', new WeakMap<FindingLine, Kinds>()];
  return (lines, moments) => {
    const now = moments.map(({ run, untilMs }) => `${run} ${untilMs}`).join();
    if (now !== of) [of, known] = [now, new WeakMap()];
    return lines.map((line) => {
      const kinds = known.get(line) ?? kindsOf(line, moments);
      known.set(line, kinds);
      return kinds;
    });
  };
}

const kindsOf = (line: FindingLine, moments: readonly Moment[]): Kinds =>
  moments.map((moment, at) => {
    const vs = moments[at - 1];
    return vs ? kindOf(courseOf(line, vs, moment)) : null;
  });

function foundIn(kinds: readonly Kinds[], moments: readonly Moment[], at: number): RunFound | null {
  const vs = moments[at - 1];
  if (!vs) return null;
  const found = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const of of kinds) {
    const kind = of[at];
    if (kind) found[kind]++;
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
