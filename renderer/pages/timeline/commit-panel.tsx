import { Link } from '@tanstack/react-router';
import type { Candidate } from '../../../shared/run-views.ts';
import { linkWord } from '../../../shared/text.ts';
import type { Answer, CommitProof } from '../../../shared/timeline-views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { exactTime, micros, zone } from '../../components/format.ts';
import { RouteText } from '../../components/route-text.tsx';
import { JobButton, RejectButton } from '../../correct/correct-buttons.tsx';
import { useCorrectKeys } from '../../correct/use-correct-keys.ts';
import { useCommit } from '../../data/run-queries.ts';
import { Part, Reasons } from '../endpoint/side-parts.tsx';
import { isCoarse } from '../endpoint/strip-geometry.ts';
import { Deeds } from '../run/deeds.tsx';
import { deciderWords, probabilityWords } from '../run/run-words.ts';
import { endpointName, onlyEndpoint } from '../run/undecided-card.tsx';
import classes from './mark-panel.module.css';
import type { MarkPanelProps } from './mark-panel.tsx';
import { markNamed } from './marks.ts';

type CommitPanelProps = Pick<MarkPanelProps, 'marks' | 'onChoose'> & { readonly place: number };

const WHY: Readonly<Record<Answer, string>> = {
  linked: 'Why this link',
  background: 'Why no request',
  undecided: 'Why it stays open',
};

/** A commit: what it did, who may have caused it, and why the best answer is the best. */
export function CommitPanel({ marks, place, onChoose }: CommitPanelProps) {
  const { data, error, refetch } = useCommit(marks.commits.id[place] ?? null);
  useCorrectKeys(data !== undefined, () => document.querySelector('[data-commit]'));
  if (error) return <ErrorNote what="The commit could not be read." error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const show = (exchangeId: number) => onChoose(markNamed(marks, `request-${exchangeId}`));
  return (
    <div data-commit>
      <About commit={data} />
      <Part title="Who may have caused it">
        <Candidates commit={data} onShow={show} />
        {data.answer === 'undecided' && (
          <p className={classes.quiet}>{deciderWords(data.decider, onlyEndpoint(data))}</p>
        )}
        <JobButton signature={data.signature} />
      </Part>
      <Part title={WHY[data.answer]} end={<Word commit={data} />}>
        <Reasons evidence={data.evidence} />
      </Part>
      {data.answer !== 'linked' && (
        <Part title="Others like it">
          <Link
            to="/runs/$id/{-$tab}"
            params={{ id: String(data.run), tab: 'unattributed' }}
            hash={data.answer === 'background' ? 'background' : 'undecided'}
          >
            All unattributed transactions
          </Link>
        </Part>
      )}
    </div>
  );
}

function Word({ commit: { answer, candidates, evidence } }: { commit: CommitProof }) {
  if (answer !== 'linked') return null;
  const basis = evidence.filter((one) => one.speaks === 'for').map((one) => one.basis);
  return <span className={classes.word}>{linkWord(candidates[0]?.probability ?? 0, basis)}</span>;
}

function About({ commit: { time, deeds, sourceId, capture } }: { commit: CommitProof }) {
  return (
    <div className={classes.about}>
      {time && (
        <p className="ea-nums" title={zone()}>
          {exactTime(time.us / 1000)}
          {isCoarse(time) && <span className={classes.none}>, known to {micros(time.resolutionUs)} only</span>}
        </p>
      )}
      <Deeds deeds={deeds} />
      <p className={classes.quiet}>
        transaction {sourceId}, {capture}
      </p>
    </div>
  );
}

function Candidates({ commit, onShow }: { commit: CommitProof; onShow: (exchangeId: number) => void }) {
  return (
    <ul className={classes.list} aria-label="Candidates">
      {commit.candidates.map((candidate) => (
        <li key={candidate.exchangeId ?? 'none'} className={classes.candidate}>
          <span className={classes.probability}>{probabilityWords(candidate.probability)}</span>
          <CandidateName candidate={candidate} time={commit.time} onShow={onShow} />
          {candidate.exchangeId !== null && (
            <RejectButton
              link={{ transactionId: commit.transactionId, exchangeId: candidate.exchangeId }}
              endpoint={endpointName(candidate)}
            />
          )}
        </li>
      ))}
      {commit.others > 0 && (
        <li className={classes.candidate}>
          <span className={classes.probability}>{probabilityWords(commit.others)}</span>
          <span className={classes.none}>other requests</span>
        </li>
      )}
    </ul>
  );
}

interface CandidateNameProps {
  readonly candidate: Candidate;
  readonly time: CommitProof['time'];
  readonly onShow: (exchangeId: number) => void;
}

function CandidateName({ candidate: { exchangeId, endpoint, atUs }, time, onShow }: CandidateNameProps) {
  if (exchangeId === null) return <span className={classes.none}>none of them</span>;
  return (
    <button type="button" className={classes.go} onClick={() => onShow(exchangeId)}>
      {endpoint ? <RouteText method={endpoint.method} route={endpoint.route} /> : 'a request without an endpoint'}
      {time && atUs !== null && <small>{begunWords(time.us - atUs)}</small>}
    </button>
  );
}

const begunWords = (beforeUs: number): string =>
  beforeUs >= 0 ? `sent ${micros(beforeUs)} before` : `sent ${micros(-beforeUs)} after`;
