import { Link } from '@tanstack/react-router';
import { exactTime } from '../../components/format.ts';
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
  if (atUs === null) return none;
  return (
    <Link
      to="/runs/$id/{-$tab}"
      params={{ id: String(run), tab: 'timeline' }}
      search={momentOf(`commit-${transactionId}`, atUs, atUs)}
      className={classes.moment}
      title="Show it in the timeline"
      data-moment
    >
      {exactTime(atUs / 1000)}
    </Link>
  );
}
