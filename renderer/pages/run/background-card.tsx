import { IconChevronRight } from '@tabler/icons-react';
import type { BackgroundGroup, RunPage } from '../../../shared/run-views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { count } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { JobButton } from '../../correct/correct-buttons.tsx';
import { useUnattributed } from '../../data/run-queries.ts';
import classes from './background-card.module.css';
import card from './card.module.css';
import { Deeds } from './deeds.tsx';
import { MomentLink } from './moment-link.tsx';
import { Pager, pagesOf } from './pager.tsx';
import { backgroundNote, intervalWords, lasting, oftenWords, timeIn, timesWords } from './run-words.ts';

export interface BackgroundCardProps {
  readonly run: RunPage;
  /** The pattern whose transactions are listed. */
  readonly open: string | undefined;
  readonly page: number;
  readonly onOpen: (pattern: string | undefined) => void;
  readonly onPage: (page: number) => void;
}

interface Opened {
  readonly run: RunPage;
  readonly group: BackgroundGroup;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** The transactions of one group: when each committed, and how sure it is that no request caused it. */
function Transactions({ run, group, page, onPage }: Opened) {
  const { data, error, isPending, refetch } = useUnattributed(run.id, group.pattern, page);
  const slow = useSlow(isPending);
  const hasRequests = run.exchanges > 0;
  if (error) return <ErrorNote what="They could not be read." error={error} onRetry={() => void refetch()} />;
  if (!data) return slow ? <SkeletonRows rows={3} height={24} /> : null;
  return (
    <>
      {data.rows[0] && <JobButton signature={group.signature} />}
      <Pager name="transactions" page={Math.min(page, pagesOf(data.total))} total={data.total} onPage={onPage} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Committed</th>
            <th scope="col">Transaction</th>
            <th scope="col">Capture</th>
            <th scope="col">Rows</th>
            {hasRequests && <th scope="col">No request caused it, of 100 like it</th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.transactionId}>
              <td>
                <MomentLink run={run.id} transactionId={row.transactionId} atUs={row.atUs} none="no time" />
              </td>
              <td>{row.sourceId}</td>
              <td>{row.capture}</td>
              <td>{count(row.deeds.reduce((sum, deed) => sum + deed.rows, 0))}</td>
              {hasRequests && <td>{oftenWords(row.candidates[0]?.probability ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function whenWords({ span }: BackgroundGroup): string {
  if (!span) return 'without times';
  const whole = span[1] - span[0];
  return whole === 0 ? timeIn(span[0], 0) : `${timeIn(span[0], whole)} to ${timeIn(span[1], whole)}`;
}

interface GroupProps {
  readonly group: BackgroundGroup;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Head({ group, isOpen, onToggle }: GroupProps) {
  const { deeds, interval, count: times, job } = group;
  return (
    <button type="button" className={classes.head} aria-expanded={isOpen} onClick={onToggle} data-item>
      <IconChevronRight {...ICON} size={14} className={classes.chevron} />
      <span className={classes.what}>
        {job !== null && <strong>{job}</strong>}
        <Deeds deeds={deeds} />
      </span>
      <span
        className={classes.interval}
        title={interval ? `Half of the gaps are within ${lasting(interval.spreadUs)} of it.` : undefined}
      >
        {intervalWords(interval)}
      </span>
      <span className={classes.times}>{timesWords(times)}</span>
      <span className={classes.when}>{whenWords(group)}</span>
    </button>
  );
}

/** Jobs, timers and heartbeats: what no request caused, by what it did. */
export function BackgroundCard({ run, open, page, onOpen, onPage }: BackgroundCardProps) {
  const { background } = run;
  return (
    <section className={card.card} id="background">
      <h2 className={card.title}>Background</h2>
      <p className={card.note}>{backgroundNote(run)}</p>
      <ul className={classes.groups}>
        {background.map((group) => {
          const isOpen = group.pattern === open;
          return (
            <li key={group.pattern} className={classes.group}>
              <Head group={group} isOpen={isOpen} onToggle={() => onOpen(isOpen ? undefined : group.pattern)} />
              {isOpen && <Transactions run={run} group={group} page={page} onPage={onPage} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
