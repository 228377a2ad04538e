import type { Preparing } from '../shared/summary-views.ts';
import type { Db } from './store/database.ts';
import { readCaptures, readyRuns } from './store/runs.ts';
import { ensureTotals, runsWithoutTotals } from './store/totals.ts';

/** So many requests and transactions are sooner counted at once than on another thread. */
const FEW = 20_000;

/** Sees to it that what all lists rest on is there before they are asked for: no answer works for long then. */
export interface Readiness {
  /** How far counting is; null while nothing is counted. */
  state(): Preparing | null;
  /** Resolves when lists can answer. */
  ready(): Promise<void>;
}

export interface ReadinessSource {
  /** Counts a run on another thread. */
  readonly countRun: (run: number) => Promise<unknown>;
  /** Reads what lists rest on, in pieces. */
  readonly prepare: () => Promise<void>;
  readonly onState: () => void;
}

export function createReadiness(db: Db, { countRun, prepare, onState }: ReadinessSource, few = FEW): Readiness {
  let state: Preparing | null = null;
  let counting: Promise<void> | null = null;
  const set = (next: Preparing | null): void => {
    state = next;
    onState();
  };
  const countAll = async (lacking: readonly number[]): Promise<void> => {
    try {
      for (const [counted, run] of lacking.entries()) {
        set({ counted, of: lacking.length });
        await countRun(run);
      }
    } finally {
      counting = null;
      set(null);
    }
  };
  const countLacking = async (): Promise<void> => {
    while (counting || lackingIn(db).length > 0) {
      const lacking = lackingIn(db);
      if (!counting && recordsOf(db, lacking) <= few) ensureTotals(db, lacking);
      else {
        counting ??= countAll(lacking);
        await counting;
      }
    }
  };
  return {
    state: () => state,
    async ready() {
      await countLacking();
      await prepare();
    },
  };
}

/** Whether what is made of all of a run takes longer than starting another thread for it. */
export const isLargeRun = (db: Db, run: number): boolean => recordsOf(db, [run]) > FEW;

const lackingIn = (db: Db): number[] => runsWithoutTotals(db, readyRuns(db));

const recordsOf = (db: Db, runIds: readonly number[]): number =>
  runIds.flatMap((run) => readCaptures(db, run)).reduce((sum, { records }) => sum + records, 0);
