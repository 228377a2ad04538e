import type { CaptureRow, EndpointRow, InventoryRun, RunRow } from '../../shared/views.ts';
import type { Db } from '../store/database.ts';
import { type EndpointRange, readSeenRuns } from '../store/inventory.ts';

/** A run as the inventory names it. */
export const inventoryRun = ({ id, atMs, captures }: RunRow): InventoryRun => ({
  id,
  at: atMs,
  seenMs: seenMs(captures) ?? atMs,
  captures: captures.map((capture) => capture.name),
});

/** In milliseconds: the end of its requests, else of its change logs. */
function seenMs(captures: readonly CaptureRow[]): number | null {
  const ends = (kind: CaptureRow['kind']) =>
    captures.flatMap((capture) => (capture.kind === kind && capture.spanUs ? [capture.spanUs[1] / 1000] : []));
  const [requests, changes] = [ends('http'), ends('changes')];
  const known = requests.length > 0 ? requests : changes;
  return known.length > 0 ? Math.round(Math.max(...known)) : null;
}

/** The newest of these runs, oldest first, that saw an endpoint. */
export function newestRuns(
  db: Db,
  runIds: readonly number[],
  range: EndpointRange,
): (endpointId: number) => Pick<EndpointRow, 'lastRun'> {
  const seen = Map.groupBy(readSeenRuns(db, runIds, range), (row) => row.endpointId);
  return (endpointId) => {
    const own = new Set((seen.get(endpointId) ?? []).map((row) => row.runId));
    const lastRun = runIds.findLast((run) => own.has(run));
    return lastRun === undefined ? {} : { lastRun };
  };
}
