import type { ListedRun } from '../../../shared/run-views.ts';

/** The runs whose traffic is older; `runs` newest first, as they are listed. */
export const earlierThan = (runs: readonly ListedRun[], run: number): readonly ListedRun[] =>
  runs.slice(runs.findIndex(({ id }) => id === run) + 1);

/** A run with the day of its traffic; where its files name no time, that of its import. */
export function namedRun({ id, atMs, captures }: Pick<ListedRun, 'id' | 'atMs' | 'captures'>): {
  id: number;
  atMs: number;
} {
  const starts = captures.flatMap(({ spanUs }) => (spanUs ? [spanUs[0] / 1000] : []));
  return { id, atMs: starts.length > 0 ? Math.min(...starts) : atMs };
}
