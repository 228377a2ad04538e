import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Candidate, RunPage, UnattributedTransaction } from '../../../shared/run-views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { clockTime, counted, zone } from '../../components/format.ts';
import { RouteText } from '../../components/route-text.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { JobButton, RejectButton } from '../../correct/correct-buttons.tsx';
import { useCorrectKeys } from '../../correct/use-correct-keys.ts';
import { useUnattributed } from '../../data/run-queries.ts';
import { useKeys } from '../../keys/use-keys.ts';
import card from './card.module.css';
import { Deeds } from './deeds.tsx';
import { MomentLink } from './moment-link.tsx';
import { Pager, pagesOf } from './pager.tsx';
import { deciderWords, oftenWords } from './run-words.ts';
import classes from './undecided-card.module.css';

function Share({ probability }: { probability: number }) {
  return (
    <>
      <span className={classes.probability}>{oftenWords(probability)}</span>
      <ShareBar share={probability} unsure />
    </>
  );
}

function CandidateName({ candidate: { exchangeId, endpoint, atUs } }: { candidate: Candidate }) {
  if (exchangeId === null) return <span className={classes.none}>none of them</span>;
  if (!endpoint) return <span className={classes.none}>a request without an endpoint</span>;
  return (
    <>
      <Link
        to="/endpoint/$endpointId/$rule"
        params={{ endpointId: String(endpoint.id), rule: 'safe-method-writes' }}
        search={{ call: exchangeId }}
        className={classes.endpoint}
        data-open
      >
        <RouteText method={endpoint.method} route={endpoint.route} />
      </Link>
      {atUs !== null && <span className={classes.at}>{clockTime(atUs / 1000)}</span>}
    </>
  );
}

function Candidates({ row }: { row: UnattributedTransaction }) {
  return (
    <ul className={classes.candidates} aria-label="Candidates">
      {row.candidates.map((candidate) => (
        <li key={candidate.exchangeId ?? 'none'} className={classes.candidate}>
          <Share probability={candidate.probability} />
          <CandidateName candidate={candidate} />
          {candidate.exchangeId !== null && (
            <RejectButton
              link={{ transactionId: row.transactionId, exchangeId: candidate.exchangeId }}
              endpoint={endpointName(candidate)}
            />
          )}
        </li>
      ))}
      {row.others > 0 && (
        <li className={classes.candidate}>
          <Share probability={row.others} />
          <span className={classes.none}>other requests</span>
        </li>
      )}
    </ul>
  );
}

/** `GET /orders`. */
export const endpointName = ({ endpoint }: Pick<Candidate, 'endpoint'>): string =>
  endpoint ? `${endpoint.method} ${endpoint.route}` : 'a request without an endpoint';

/** The endpoint that all serious candidates belong to: the best one's. */
export function onlyEndpoint({ candidates }: Pick<UnattributedTransaction, 'candidates'>): string {
  const endpoint = candidates.find((candidate) => candidate.endpoint)?.endpoint;
  return endpoint ? `${endpoint.method} ${endpoint.route}` : 'one endpoint';
}

function Transaction({ run, row }: { run: number; row: UnattributedTransaction }) {
  return (
    <li className={classes.transaction} tabIndex={-1} data-item>
      <div className={classes.what}>
        <span className={classes.time} title={zone()}>
          <MomentLink run={run} transactionId={row.transactionId} atUs={row.atUs} none="No commit time" />
        </span>
        <Deeds deeds={row.deeds} />
        <span className={classes.source}>
          transaction {row.sourceId}, {row.capture}
        </span>
      </div>
      <div className={classes.who}>
        <Candidates row={row} />
        <p className={classes.decider}>{deciderWords(row.decider, onlyEndpoint(row))}</p>
        <JobButton signature={row.signature} />
      </div>
    </li>
  );
}

/** Enter on a transaction opens its best candidate. */
function openFocused(): void {
  document.activeElement?.querySelector<HTMLElement>('[data-open]')?.click();
}

/** To the moment of the focused transaction. */
function openMoment(): void {
  document.activeElement?.closest('[data-item]')?.querySelector<HTMLElement>('[data-moment]')?.click();
}

const focusedItem = () => document.activeElement?.closest('[data-item]') ?? null;

function usePageKeys(page: number, total: number, onPage: (page: number) => void): void {
  const when = pagesOf(total) > 1;
  useKeys([
    { keys: '[', label: 'page', run: () => page > 1 && onPage(page - 1), when },
    { keys: ']', label: 'page', run: () => page < pagesOf(total) && onPage(page + 1), when },
    { keys: 'Enter', label: 'open', run: openFocused, when: total > 0 },
    { keys: 't', label: 'timeline', run: openMoment, when: total > 0 },
  ]);
}

export interface UndecidedCardProps {
  readonly run: RunPage;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Transactions({ run, page, onPage }: UndecidedCardProps) {
  const { data, error, isPending, refetch } = useUnattributed(run.id, null, page);
  const slow = useSlow(isPending);
  usePageKeys(page, run.links.undecided, onPage);
  useCorrectKeys(run.links.undecided > 0, focusedItem);
  if (error) return <ErrorNote what="They could not be read." error={error} onRetry={() => void refetch()} />;
  if (!data) return slow ? <SkeletonRows rows={4} height={72} /> : null;
  return (
    <>
      <Pager name="transactions" page={page} total={data.total} onPage={onPage} />
      <ol className={classes.transactions}>
        {data.rows.map((row) => (
          <Transaction key={row.transactionId} run={run.id} row={row} />
        ))}
      </ol>
      <Pager name="transactions, again" page={page} total={data.total} onPage={onPage} />
    </>
  );
}

/** Transactions between several answers, none of them likely: who may have caused each, and what would decide. */
export function UndecidedCard(props: UndecidedCardProps) {
  const { undecided } = props.run.links;
  const page = Math.min(props.page, pagesOf(undecided));
  const section = useRef<HTMLElement>(null);
  const turn = (next: number) => {
    props.onPage(next);
    // The new page is read from its beginning.
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  };
  return (
    <section ref={section} className={card.card} id="undecided" tabIndex={-1} aria-label="Could not be told apart">
      <h2 className={card.title}>Could not be told apart</h2>
      <p className={card.note}>
        {undecided === 0
          ? 'None: every transaction has a likely answer.'
          : `For ${counted(undecided, 'transaction')} no answer is right in 90 of 100 cases like it. None of them counts for a verdict.`}
      </p>
      {undecided > 0 && <Transactions run={props.run} page={page} onPage={turn} />}
    </section>
  );
}
