import type { ImportState } from '../../shared/import-views.ts';

const ENDED: ReadonlySet<ImportState['step']> = new Set(['done', 'failed', 'cancelled']);

/** Whether an import still works or waits for an answer. */
export const isRunning = (state: ImportState): boolean => !ENDED.has(state.step);
