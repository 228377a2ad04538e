import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallProof, ClassedChange, LinkedTransaction } from '../../../shared/call-views.ts';
import { formatCount, linkWord, plural, tableWord } from '../../../shared/text.ts';
import { RowCard } from './row-card.tsx';
import classes from './rows-column.module.css';
import { whenWords } from './when-words.ts';

/** Above so many rows of a transaction only the first few are shown. */
const MANY = 8;
const FIRST = 5;
/** Rows that one press brings. */
const MORE = 50;

const countedFirst = (changes: readonly ClassedChange[]): ClassedChange[] =>
  changes.toSorted((a, b) => Number(b.counted) - Number(a.counted));

/** Where nothing counts, what means less is the proof, and is shown open. */
const hasCounted = ({ links }: CallProof): boolean =>
  links.some((link) => link.changes.some((change) => change.counted));

const basisOf = ({ evidence }: LinkedTransaction) =>
  evidence.filter((one) => one.speaks === 'for').map((one) => one.basis);

interface TransactionProps {
  readonly call: CallProof;
  readonly link: LinkedTransaction;
  readonly chosen: boolean;
  readonly several: boolean;
  readonly onChoose: () => void;
}

function Transaction({ call, link, chosen, several, onChoose }: TransactionProps) {
  const [shown, setShown] = useState(link.changes.length > MANY ? FIRST : MANY);
  const ordered = countedFirst(link.changes);
  const left = ordered.length - shown;
  const tables = [...new Set(ordered.slice(shown).map((change) => tableWord(change.table)))];
  const rows = `${formatCount(ordered.length)} ${plural(ordered.length, 'row')}`;
  return (
    <section
      className={classes.transaction}
      data-transaction={link.transactionId}
      aria-label={`Transaction ${link.sourceId}`}
    >
      <p className={classes.head} title={`Transaction ${link.sourceId} in ${link.capture}`}>
        <span>
          {ordered.length > 1 ? `One transaction, ${rows}, ` : ''}
          {whenWords(link, call.exchange)}
        </span>
        {several && (
          <button type="button" className={classes.why} aria-pressed={chosen} onClick={onChoose}>
            {linkWord(link.probability, basisOf(link))}
          </button>
        )}
      </p>
      {ordered.slice(0, shown).map((change, i) => (
        <RowCard key={change.byteOffset} change={change} open={i === 0 && chosen && !hasCounted(call)} />
      ))}
      {left > 0 && (
        <Button size="xs" onClick={() => setShown(shown + MORE)}>
          and {formatCount(left)} more {plural(left, 'row')}
          {tables.length === 1 && ` of ${tables[0]}`}
        </Button>
      )}
    </section>
  );
}

export interface RowsColumnProps {
  readonly call: CallProof;
  readonly chosen: LinkedTransaction | undefined;
  readonly onChoose: (link: LinkedTransaction) => void;
}

/** What changed: a card a row, grouped by transaction, in the order of their commits. */
export function RowsColumn({ call, chosen, onChoose }: RowsColumnProps) {
  if (call.links.length === 0) {
    return (
      <div className={classes.empty}>
        <strong>No row change is linked to this call.</strong>
        <span>
          {call.exchange.reached === 'yes' ? '' : `It may not have reached the server: ${call.exchange.reachedWhy}.`}
        </span>
      </div>
    );
  }
  const links = call.links.toSorted((a, b) => (a.time?.us ?? 0) - (b.time?.us ?? 0));
  return (
    <div className={classes.rows}>
      {links.map((link) => (
        <Transaction
          key={link.transactionId}
          call={call}
          link={link}
          chosen={link.transactionId === chosen?.transactionId}
          several={links.length > 1}
          onChoose={() => onChoose(link)}
        />
      ))}
    </div>
  );
}
