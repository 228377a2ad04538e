import { useEffect } from 'react';
import type { Rejudging } from '../../shared/summary-views.ts';
import { REJUDGED_FOR } from '../../shared/text.ts';
import { count, counted } from '../components/format.ts';
import { useSummary } from '../data/queries.ts';
import { announce } from './announce.ts';
import classes from './rejudging-notice.module.css';

/** That older verdicts are shown, why, and for how long still. */
export function rejudgingSentence({ why, judged, failed }: Rejudging): string {
  if (failed !== null)
    return `${REJUDGED_FOR[why]}, and it could not be judged again: ${failed}. The older verdicts are shown. The next start tries again.`;
  const far = judged === null ? '' : `, ${count(judged.endpoints)} of ${counted(judged.of, 'endpoint')}`;
  return `${REJUDGED_FOR[why]}: judging again${far}; until then the older verdicts are shown.`;
}

/** What readers hear: the beginning, each quarter, the end. */
function spokenOf(state: Rejudging | null): string {
  if (state === null) return '';
  const { judged, failed } = state;
  if (failed !== null || judged === null || judged.of === 0) return rejudgingSentence(state);
  return `Judging again, ${Math.floor((judged.endpoints / judged.of) * 4) * 25} percent`;
}

/** A new page's name comes first, and would take its place. */
const AFTER_TITLE_MS = 500;

function useSpoken(state: Rejudging | null): void {
  const spoken = spokenOf(state);
  useEffect(() => {
    if (!spoken) return;
    const timer = setTimeout(() => announce(spoken), AFTER_TITLE_MS);
    return () => clearTimeout(timer);
  }, [spoken]);
  const isBehind = state !== null;
  useEffect(() => {
    if (!isBehind) return;
    return () => announce('Judged again: all verdicts are up to date.');
  }, [isBehind]);
}

/** Above every page while older findings are shown. */
export function RejudgingNotice() {
  const state = useSummary().data?.rejudging ?? null;
  useSpoken(state);
  if (state === null) return null;
  return (
    <p className={classes.notice} data-failed={state.failed !== null || undefined}>
      {rejudgingSentence(state)}
    </p>
  );
}
