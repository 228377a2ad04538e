import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BasisCounts, RunPage } from '../../../shared/run-views.ts';
import { count, counted, percent } from '../../components/format.ts';
import { ShareBar } from '../../components/share-bar.tsx';
import card from './card.module.css';
import classes from './links-card.module.css';
import { NO_REQUESTS } from './run-words.ts';

const BASES: readonly (readonly [basis: keyof BasisCounts, name: string, why: string])[] = [
  ['key', 'Request id', 'the transaction carries it'],
  ['value', 'Values', 'the same on both sides'],
  ['time', 'Time', 'and habit, nothing else'],
];

interface PartProps {
  readonly kind: 'linked' | 'background' | 'undecided';
  readonly name: ReactNode;
  readonly value: number;
  readonly of: number;
  readonly note: string;
}

/** One way a transaction can end: its count, its share, and what that means. */
function Part({ kind, name, value, of, note }: PartProps) {
  return (
    <div className={classes.part}>
      <dt className={classes.name}>
        <span className={classes.mark} data-kind={kind} />
        {name}
      </dt>
      <dd className={classes.figure}>
        <strong className={classes.number}>{count(value)}</strong>
        <span className={classes.share}>{percent(value / of)}</span>
      </dd>
      <dd className={classes.why}>{note}</dd>
    </div>
  );
}

function ToList({ run, anchor, children }: { run: number; anchor: string; children: ReactNode }) {
  return (
    <Link
      to="/runs/$id/{-$tab}"
      params={{ id: String(run), tab: 'unattributed' }}
      hash={anchor}
      className={classes.link}
    >
      {children}
    </Link>
  );
}

/** What the linked ones rest on, strongest first. */
function Bases({ bases, linked }: { bases: BasisCounts; linked: number }) {
  return (
    <ul className={classes.bases} aria-label="What the links rest on">
      {BASES.map(([basis, name, why]) => (
        <li key={basis} className={classes.basis}>
          <span className={classes.basisName}>{name}</span>
          <ShareBar share={linked > 0 ? bases[basis] / linked : 0} />
          <span className={classes.basisCount}>{count(bases[basis])}</span>
          <span className={classes.why}>{why}</span>
        </li>
      ))}
    </ul>
  );
}

const TITLE = 'How many transactions found their request?';

function NoRequests() {
  return (
    <section className={card.card}>
      <h2 className={card.title}>{TITLE}</h2>
      <p className={card.note}>{NO_REQUESTS}</p>
    </section>
  );
}

/** How many of a run's transactions found their request, by what, and how many did not. */
export function LinksCard({ run }: { run: RunPage }) {
  const { transactions, linked, background, undecided } = run.links;
  if (transactions === 0) return null;
  if (run.exchanges === 0) return <NoRequests />;
  const parts = { of: transactions };
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{TITLE}</h2>
        <p className={card.note}>
          {count(linked)} of {counted(transactions, 'transaction')}
        </p>
      </div>
      <div className={classes.columns}>
        <dl className={classes.parts}>
          <Part {...parts} kind="linked" name="Linked" value={linked} note="to the request that caused it" />
          <Part
            {...parts}
            kind="background"
            name={
              <ToList run={run.id} anchor="background">
                Background
              </ToList>
            }
            value={background}
            note="no request caused it"
          />
          <Part
            {...parts}
            kind="undecided"
            name={
              <ToList run={run.id} anchor="undecided">
                Could not be told apart
              </ToList>
            }
            value={undecided}
            note="no answer is likely"
          />
        </dl>
        <Bases bases={run.bases} linked={linked} />
      </div>
    </section>
  );
}
