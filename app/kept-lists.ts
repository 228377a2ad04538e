import type { z } from 'zod';
import type { timelineInput } from '../shared/inputs.ts';
import type { Overview } from '../shared/overview-views.ts';
import type { ListedRun } from '../shared/run-views.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { readClasses } from './classes.ts';
import { createPrepared, inPieces } from './pieces.ts';
import { type Answers, createAnswers, createLastingAnswers } from './store/answers.ts';
import { type Db, toJson } from './store/database.ts';
import { findingsVersion } from './store/findings.ts';
import { countBases } from './store/run-facts.ts';
import { createLineReader, verdictsByKey } from './views/finding-lines.ts';
import { listing } from './views/inventory.ts';
import { createInventory, type KeptInventory } from './views/kept-inventory.ts';
import { createMomentCounts } from './views/moment-counts.ts';
import { overviewOf } from './views/overview.ts';
import { createRunRows } from './views/runs.ts';
import type { FindingLine } from './views/standings.ts';
import { timelineOf } from './views/timeline.ts';

/** What a thread that answers keeps of its workspace between answers. */
export interface KeptLists {
  /** Until something changes; and until findings are made anew, or a run comes or goes. */
  readonly answers: Answers;
  readonly lasting: Answers;
  /** Reads what all lists rest on, in pieces. */
  readonly prepare: () => Promise<void>;
  readonly classes: () => ClassLookup;
  readonly inventory: KeptInventory;
  readonly lines: () => readonly FindingLine[];
  readonly runs: () => ListedRun[];
  /** As text. No decision changes it. */
  readonly timeline: (input: z.input<typeof timelineInput>) => string | null;
  readonly overview: (vs: number | null) => Overview;
}

export function keepLists(db: Db): KeptLists {
  const [answers, lasting] = [createAnswers(db), createLastingAnswers(db)];
  const classes = () => answers('classes', () => readClasses(db));
  const version = () => findingsVersion(db);
  const listed = createPrepared(version, () => listing(db, classes()));
  const said = createPrepared(version, () => verdictsByKey(db));
  const inventory = createInventory(db, listed.now);
  const lines = createLineReader(db, (key) => listed.now().historyOf(key), said.now);
  const countMoments = createMomentCounts();
  const runRows = createRunRows(db, countMoments);
  const basesOf = (run: number) => lasting(`bases ${run}`, () => countBases(db, run));
  return {
    ...{ answers, lasting, classes, inventory, lines: lines.now },
    prepare: async () => {
      await listed.prepare();
      await inPieces(inventory.prepare());
      await said.prepare();
      await inPieces(lines.prepare());
    },
    timeline: ({ id, recorded, lanes }) => {
      const shown = lasting('timelines', () => new Map<string, string | null>());
      const name = `${id} ${recorded} ${lanes}`;
      const timeline = shown.get(name) ?? toJson(timelineOf(db, id, recorded, lanes));
      // The last one only: one of a large run is large.
      shown.clear();
      shown.set(name, timeline);
      return timeline;
    },
    runs: () => answers('runs', () => runRows(lines.now())),
    overview: (vs) => overviewOf(db, inventory.now(), { lines: lines.now(), countMoments, basesOf }, vs, Date.now()),
  };
}
