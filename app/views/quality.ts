import type { Correction, LogClock, Quality } from '../../shared/quality-views.ts';
import type { ClockEstimate } from '../../shared/records.ts';
import { countIds, readCalibration, readClocks } from '../store/attribution.ts';
import { locateLink, readNamedJobs, readRejectedLinks, readTransactionsOf } from '../store/corrections.ts';
import type { Db } from '../store/database.ts';
import { readCaptures } from '../store/runs.ts';

/** How sure the links of a run are, and on what that rests. */
export function qualityOf(db: Db, runId: number): Quality {
  return {
    clocks: readClocks(db, runId)?.map(clockNamer(db, runId)) ?? null,
    ids: countIds(db, runId),
    calibration: readCalibration(db, runId),
    corrections: [...rejectionsOf(db, runId), ...jobsOf(db, runId)],
  };
}

function clockNamer(db: Db, runId: number): (clock: ClockEstimate) => LogClock {
  const captures = new Map(readCaptures(db, runId).map((capture) => [capture.id, capture]));
  return (clock) => {
    const { name: capture = '', format = '' } = captures.get(clock.captureId) ?? {};
    return { ...clock, capture, format };
  };
}

const rejectionsOf = (db: Db, runId: number): Correction[] =>
  readRejectedLinks(db).flatMap(({ place, ...said }) =>
    locateLink(db, [runId], place).map((link) => ({ kind: 'link', ...link, sourceId: place.sourceId, ...said })),
  );

/** The named jobs that this run has transactions of. */
function jobsOf(db: Db, runId: number): Correction[] {
  const jobs = readNamedJobs(db);
  const found = [...readTransactionsOf(db, [runId], new Set(jobs.map(({ signature }) => signature))).values()];
  return jobs.flatMap((job) => {
    const transactions = found.filter((signature) => signature === job.signature).length;
    return transactions === 0 ? [] : [{ kind: 'job', ...job, transactions }];
  });
}
