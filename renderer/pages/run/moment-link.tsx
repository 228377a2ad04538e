import { Link } from '@tanstack/react-router';
import { exactTime } from '../../components/format.ts';
import { useRun } from '../../data/run-queries.ts';
import { momentOf } from '../timeline/moment.ts';
import classes from './moment-link.module.css';

export interface MomentLinkProps {
  readonly run: number;
  readonly transactionId: number;
  readonly atUs: number | null;
  /** What stands where there is no time. */
  readonly none: string;
}

/** When a transaction committed, and the way to that moment in the timeline. */
export function MomentLink({ run, transactionId, atUs, none }: MomentLinkProps) {
  const { data } = useRun(run);
  if (atUs === null) return none;
  // This is the log's own time, and there it has to be looked for.
  const times = data?.quality.clocks?.some(({ corrected }) => corrected) ? 'recorded' : undefined;
  return (
    <Link
      to="/runs/$id/{-$tab}"
      params={{ id: String(run), tab: 'timeline' }}
      search={{ ...momentOf(`commit-${transactionId}`, atUs, atUs), times }}
      className={classes.moment}
      title="Show it in the timeline"
      data-moment
    >
      {exactTime(atUs / 1000)}
    </Link>
  );
}
