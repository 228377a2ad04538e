import { IconMinus, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import type { Basis, LinkEvidence } from '../../../shared/records.ts';
import { formatCount, linkWord } from '../../../shared/text.ts';
import type { HistoryEntry } from '../../../shared/tracking-views.ts';
import type { EndpointFinding } from '../../../shared/views.ts';
import { shortTime } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { RunCells } from '../../components/run-cells.tsx';
import { JobButton, RejectButton } from '../../correct/correct-buttons.tsx';
import { useCorrectKeys } from '../../correct/use-correct-keys.ts';
import { MarkBadge, useMarking } from './marking.tsx';
import { runsSentence } from './proof-words.ts';
import classes from './side-parts.module.css';
import { letterOf } from './strip.tsx';

interface PartProps {
  readonly title: string;
  readonly end?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

/** One block of the right column. */
export function Part({ title, end, id, children }: PartProps) {
  return (
    <section className={classes.part} id={id}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {end && <span className={classes.end}>{end}</span>}
      </header>
      {children}
    </section>
  );
}

const BASIS: Readonly<Record<Basis, string>> = {
  person: 'By a person',
  key: 'Key',
  value: 'Values',
  time: 'Time',
  habit: 'Habit',
};
const ORDER: readonly Basis[] = ['person', 'key', 'value', 'time', 'habit'];

/** A table or column keeps its own first letter. */
const isName = (text: string): boolean => /^[^\s]*[._]/.test(text);

const sentence = (text: string): string =>
  `${isName(text) ? text.charAt(0) : text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

interface ReasonProps {
  readonly title: string;
  readonly evidence: readonly LinkEvidence[];
  readonly against?: boolean;
}

function Reason({ title, evidence, against = false }: ReasonProps) {
  const { marks } = useMarking();
  const values = new Set(evidence.flatMap((one) => one.matches.map((match) => match.value)));
  const Sign = against ? IconMinus : IconPlus;
  return (
    <div className={classes.reason} data-against={against || undefined}>
      <Sign {...ICON} size={14} />
      <div>
        <h3 className={classes.basis}>
          {title}
          {marks
            .filter((mark) => values.has(mark.value))
            .map((mark) => (
              <MarkBadge key={mark.number} mark={mark} />
            ))}
        </h3>
        {evidence.length === 0 && <p>Nothing that was recorded speaks against it.</p>}
        {evidence.map((one) => (
          <p key={one.text}>{sentence(one.text)}</p>
        ))}
      </div>
    </div>
  );
}

function Others({ call, link }: { call: CallProof; link: LinkedTransaction }) {
  const rivals = link.rivals.map(({ endpoint, probability, exchangeId }) => {
    const at = call.alsoOpen.findIndex((open) => open.exchangeId === exchangeId);
    return { endpoint, probability, letter: at >= 0 && exchangeId !== null ? letterOf(at) : null };
  });
  if (rivals.length === 0) return null;
  return (
    <p className={classes.rivals}>
      Others:{' '}
      {rivals.map(({ endpoint, probability, letter }, i) => (
        <span key={endpoint + String(i)}>
          {i > 0 && ', '}
          {letter && <b>{letter} </b>}
          {endpoint} {probability.toFixed(3)}
        </span>
      ))}
    </p>
  );
}

/** What speaks for a link, strongest first, and what against it; the second is never left out. */
export function Reasons({ evidence }: { evidence: readonly LinkEvidence[] }) {
  const pro = evidence.filter((one) => one.speaks === 'for');
  return (
    <>
      {ORDER.map((basis) => ({ basis, own: pro.filter((one) => one.basis === basis) }))
        .filter(({ own }) => own.length > 0)
        .map(({ basis, own }) => (
          <Reason key={basis} title={BASIS[basis]} evidence={own} />
        ))}
      <Reason title="Against" evidence={evidence.filter((one) => one.speaks === 'against')} against />
    </>
  );
}

/** Why the chosen transaction is linked to this call. */
export function WhyPart({ call, link }: { call: CallProof; link: LinkedTransaction | undefined }) {
  useCorrectKeys(link !== undefined, () => document.querySelector('[data-why]'));
  if (!link) {
    return (
      <Part title="Why this link">
        <p className={classes.quiet}>No row change is linked to this call.</p>
      </Part>
    );
  }
  const pro = link.evidence.filter((one) => one.speaks === 'for');
  const word = linkWord(
    link.probability,
    pro.map((one) => one.basis),
  );
  return (
    <Part
      title="Why this link"
      end={
        <span className={classes.word}>
          {word}, {word === 'certain' ? '1' : link.probability.toFixed(3)}
        </span>
      }
    >
      {call.links.length > 1 && (
        <p className={classes.quiet}>
          Transaction {link.sourceId}, one of {formatCount(call.links.length)} linked to this call
        </p>
      )}
      <Reasons evidence={link.evidence} />
      <Others call={call} link={link} />
      <div className={classes.correct} data-why>
        <RejectButton
          link={{ transactionId: link.transactionId, exchangeId: call.exchangeId }}
          endpoint={`${call.exchange.method} ${call.exchange.path}`}
        />
        <JobButton signature={link.signature} />
      </div>
    </Part>
  );
}

export function RunsPart({ finding }: { finding: EndpointFinding }) {
  const ids = finding.runs.map(({ run }) => run).sort((a, b) => a - b);
  const title = ids.length > 1 ? `Runs ${ids[0]}–${ids.at(-1)}` : `Run ${ids[0] ?? ''}`;
  return (
    <Part title={title} end={<RunCells runs={finding.runs} />}>
      <p className={classes.quiet}>{runsSentence(finding)}</p>
    </Part>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li className={classes.entry} data-undone={entry.undone || undefined}>
      <p className={classes.who}>
        <strong>{entry.who}</strong> {shortTime(entry.atMs)}
        {entry.undone && ', undone'}
      </p>
      <p className={classes.text} data-note={entry.field === 'note' || undefined}>
        {entry.text}
      </p>
      {entry.why && entry.field !== 'note' && <p className={classes.why}>{entry.why}</p>}
    </li>
  );
}

/** Every decision, newest first; undone ones stay, struck out. */
export function HistoryPart({ history }: { history: readonly HistoryEntry[] }) {
  return (
    <Part title="Notes and moves" id="history" end={history.length > 0 && formatCount(history.length)}>
      {history.length === 0 && <p className={classes.quiet}>Nobody has decided anything yet.</p>}
      <ul className={classes.history}>
        {history.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </Part>
  );
}

/** What is wrong with it in general, what to do, and the way to what the clients are told. */
export function FixPart({ finding }: { finding: EndpointFinding }) {
  return (
    <Part title="How to fix">
      <p className={classes.quiet}>{finding.remedy}</p>
      <p className={classes.quiet}>
        <Link to="/notes" search={{ at: finding.key }}>
          Migration note
        </Link>
      </p>
    </Part>
  );
}
