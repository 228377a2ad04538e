import type { WorkspaceSummary } from '../../shared/summary-views.ts';
import type { Db } from '../store/database.ts';
import { nextRedo, nextUndo } from '../store/decisions.ts';
import type { WorkspaceCounts } from '../store/inventory.ts';
import { countLinks } from '../store/links.ts';
import { readyRuns } from '../store/runs.ts';

/** What stands around every page: the workspace, its counts, the links of its newest run, what undo would do. */
export function summaryOf(
  db: Db,
  workspace: Pick<WorkspaceSummary, 'name' | 'file'>,
  counts: WorkspaceCounts,
  recovered: readonly string[],
  openFindings: number,
): Omit<WorkspaceSummary, 'attributing' | 'rejudging'> {
  const newest = readyRuns(db).at(-1);
  return {
    ...workspace,
    ...counts,
    openFindings,
    links: newest === undefined ? null : countLinks(db, newest),
    undo: nextUndo(db)?.label ?? null,
    redo: nextRedo(db)?.label ?? null,
    recovered: recovered.length ? recovered.join(', ') : null,
  };
}
