import type { GoneFinding } from '../../shared/tracking-views.ts';
import type { Db } from '../store/database.ts';
import { readGoneKeys } from '../store/decisions.ts';
import { createHistoryReader } from './history.ts';
import { ruleOfKey } from './seen.ts';
import { readTracking } from './tracking.ts';

/** Findings that people decided about and that no run holds any more, with all that was decided. */
export function goneFindings(db: Db): GoneFinding[] {
  const tracking = readTracking(db);
  const historyOf = createHistoryReader(db);
  return readGoneKeys(db).map((key) => ({
    key,
    rule: ruleOfKey(key),
    endpoint: key.slice(key.indexOf(' ') + 1),
    tracking: tracking(key, []),
    history: historyOf(key, []),
  }));
}
