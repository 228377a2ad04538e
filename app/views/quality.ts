import type { LogClock, Quality } from '../../shared/quality-views.ts';
import type { ClockEstimate } from '../../shared/records.ts';
import { countIds, readAttribution } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { readCaptures } from '../store/runs.ts';

/** How sure the links of a run are, and on what that rests. */
export function qualityOf(db: Db, runId: number): Quality {
  return {
    clocks: readAttribution(db, runId)?.clocks.map(clockNamer(db, runId)) ?? null,
    ids: countIds(db, runId),
  };
}

function clockNamer(db: Db, runId: number): (clock: ClockEstimate) => LogClock {
  const captures = new Map(readCaptures(db, runId).map((capture) => [capture.id, capture]));
  return (clock) => {
    const { name: capture = '', format = '' } = captures.get(clock.captureId) ?? {};
    return { ...clock, capture, format };
  };
}
