import { useEffect } from 'react';
import type { Preparing } from '../../shared/summary-views.ts';
import { count } from '../components/format.ts';
import { usePreparing } from '../data/queries.ts';
import { announce } from './announce.ts';
import classes from './preparing-notice.module.css';

const WHY = 'The calls of this workspace are counted for its lists';

/** Why lists are not there yet, and for how long still. */
const preparingSentence = ({ counted, of }: Preparing): string =>
  `${WHY}: ${of === 1 ? 'one run' : `run ${count(counted + 1)} of ${count(of)}`}. This happens once.`;

/** Above every page while lists wait for what they count with. */
export function PreparingNotice() {
  const state = usePreparing().data ?? null;
  const isCounting = state !== null;
  useEffect(() => {
    if (isCounting) announce(`${WHY}.`);
  }, [isCounting]);
  return state && <p className={classes.notice}>{preparingSentence(state)}</p>;
}
