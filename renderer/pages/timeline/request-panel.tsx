import { Link } from '@tanstack/react-router';
import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import { tableWord } from '../../../shared/text.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { exactTime, micros, zone } from '../../components/format.ts';
import { RouteText } from '../../components/route-text.tsx';
import { useCall } from '../../data/queries.ts';
import { Part } from '../endpoint/side-parts.tsx';
import { whenWords } from '../endpoint/when-words.ts';
import { probabilityWords } from '../run/run-words.ts';
import classes from './mark-panel.module.css';
import type { MarkPanelProps } from './mark-panel.tsx';
import { type Marks, markNamed } from './marks.ts';

type RequestPanelProps = Pick<MarkPanelProps, 'marks' | 'onChoose'> & { readonly place: number };

/** A request: what it was, which commits are linked to it, and the way to its proof. */
export function RequestPanel({ marks, place, onChoose }: RequestPanelProps) {
  const id = marks.requests.id[place] ?? null;
  const { data, error, refetch } = useCall(id);
  if (error) return <ErrorNote what="The request could not be read." error={error} onRetry={() => void refetch()} />;
  if (data?.exchangeId !== id) return null;
  return (
    <>
      <About marks={marks} place={place} call={data} />
      <Part title="Commits" end={data.links.length > 0 && String(data.links.length)}>
        {data.links.length === 0 && <p className={classes.quiet}>No row change is linked to this request.</p>}
        <ul className={classes.list}>
          {data.links.map((link) => (
            <li key={link.transactionId} className={classes.candidate}>
              <span className={classes.probability}>{probabilityWords(link.probability)}</span>
              <CommitName
                link={link}
                call={data}
                onShow={() => onChoose(markNamed(marks, `commit-${link.transactionId}`))}
              />
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function About({ marks, place, call }: { marks: Marks; place: number; call: CallProof }) {
  const { exchange, exchangeId, capture } = call;
  const { startUs, endUs, status, failure, client, reached, reachedWhy } = exchange;
  const endpoint = marks.endpoints[marks.requests.endpoint[place] ?? -1];
  const took = startUs !== null && endUs !== null ? micros(endUs - startUs) : null;
  return (
    <div className={classes.about}>
      <RouteText method={exchange.method} route={endpoint?.route ?? exchange.path} />
      {startUs !== null && (
        <p className="ea-nums" title={zone()}>
          {exactTime(startUs / 1000)}
        </p>
      )}
      <p>{[status ?? failure ?? 'no answer', took].filter(Boolean).join(', ')}</p>
      {reached !== 'yes' && (
        <p className={classes.quiet}>
          {reached === 'no' ? 'Not counted' : 'It may not have reached the server'}: {reachedWhy}
        </p>
      )}
      <p className={classes.quiet}>
        {client ? `${client}, ` : ''}
        {capture}, entry {exchange.index}
      </p>
      {endpoint && (
        <Link
          to="/endpoint/$endpointId/$rule"
          params={{ endpointId: String(endpoint.id), rule: 'safe-method-writes' }}
          search={{ call: exchangeId }}
        >
          Open the proof
        </Link>
      )}
    </div>
  );
}

/** `insert page_hits`, each table once. */
function writtenWords({ changes }: LinkedTransaction): string {
  const deeds = [...new Set(changes.map(({ op, table }) => `${op} ${tableWord(table)}`))];
  return deeds.length > 2 ? `${deeds.slice(0, 2).join(', ')} and ${deeds.length - 2} more` : deeds.join(', ');
}

function CommitName({ link, call, onShow }: { link: LinkedTransaction; call: CallProof; onShow: () => void }) {
  return (
    <button type="button" className={classes.go} onClick={onShow}>
      {writtenWords(link)}
      <small>{whenWords(link, call.exchange)}</small>
    </button>
  );
}
