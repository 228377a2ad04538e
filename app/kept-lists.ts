import type { Overview } from '../shared/overview-views.ts';
import type { ListedRun } from '../shared/run-views.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { readClasses } from './classes.ts';
import { type Answers, createAnswers, createLastingAnswers } from './store/answers.ts';
import type { Db } from './store/database.ts';
import { countBases } from './store/run-facts.ts';
import { createLineReader } from './views/finding-lines.ts';
import { listedOf } from './views/inventory.ts';
import { createInventory, type KeptInventory } from './views/kept-inventory.ts';
import { createMomentCounts } from './views/moment-counts.ts';
import { overviewOf } from './views/overview.ts';
import { createRunRows } from './views/runs.ts';
import type { FindingLine } from './views/standings.ts';

/** What a thread that answers keeps of its workspace between answers. */
export interface KeptLists {
  /** Until something changes; and until findings are made anew, or a run comes or goes. */
  readonly answers: Answers;
  readonly lasting: Answers;
  readonly classes: () => ClassLookup;
  readonly inventory: KeptInventory;
  readonly lines: () => readonly FindingLine[];
  readonly runs: () => ListedRun[];
  readonly overview: (vs: number | null) => Overview;
}

export function keepLists(db: Db): KeptLists {
  const [answers, lasting] = [createAnswers(db), createLastingAnswers(db)];
  const classes = () => answers('classes', () => readClasses(db));
  const listed = () => lasting('listed', () => listedOf(db, classes()));
  const inventory = createInventory(db, listed);
  const lines = createLineReader(db, (key) => listed().historyOf(key));
  const countMoments = createMomentCounts();
  const runRows = createRunRows(db, countMoments);
  const basesOf = (run: number) => lasting(`bases ${run}`, () => countBases(db, run));
  return {
    ...{ answers, lasting, classes, inventory, lines },
    runs: () => answers('runs', () => runRows(lines())),
    overview: (vs) => overviewOf(db, inventory.now(), { lines: lines(), countMoments, basesOf }, vs, Date.now()),
  };
}
