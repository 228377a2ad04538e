import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClassedChange } from '../../../shared/call-views.ts';
import type { Cell } from '../../../shared/records.ts';
import { CLASS_LABELS, formatCount, plural, tableWord } from '../../../shared/text.ts';
import { ICON } from '../../components/icon.ts';
import { cellText, isNotCaptured, whyNotCaptured } from './cell-text.ts';
import { Marked, useMarking } from './marking.tsx';
import { markInRow } from './marks.ts';
import classes from './row-card.module.css';
import { deedWords, type RowLine, rowLines, signOf } from './row-lines.ts';

/** Columns shown before the rest is folded. */
const MOST_LINES = 8;
/** Letters of a value before it is folded. */
const MOST_LETTERS = 160;

interface SideProps {
  readonly table: string;
  readonly line: RowLine;
  readonly side: 'before' | 'after';
}

/** Only an update's unmoved column looks the same on both sides. */
function Side({ table, line, side }: SideProps) {
  const { marks } = useMarking();
  const cell = line[side];
  const sign = side === 'before' ? '−' : '+';
  const changes = line.differs && cell !== undefined && !isNotCaptured(cell);
  return (
    <td className={classes.side} data-side={changes ? side : undefined}>
      {cell === undefined ? (
        <Absent word={line.absent} />
      ) : (
        <>
          {changes && <span aria-hidden="true">{sign} </span>}
          <Marked mark={markInRow(marks, table, line.column, cell)}>
            <Value cell={cell} />
          </Marked>
          {changes && <span className="ea-hidden"> {side}, changed</span>}
        </>
      )}
    </td>
  );
}

const Absent = ({ word }: { word: RowLine['absent'] }) =>
  word === 'no row' ? <span className={classes.none}>{word}</span> : <i className={classes.none}>{word}</i>;

function Value({ cell }: { cell: Cell }) {
  const [whole, setWhole] = useState(false);
  if (isNotCaptured(cell)) {
    return (
      <i className={classes.none} title={whyNotCaptured(cell)}>
        not captured
      </i>
    );
  }
  const text = cellText(cell);
  if (cell === null) return <span className={classes.null}>{text}</span>;
  if (text === '') return <span className={classes.none}>empty text</span>;
  if (whole || text.length <= MOST_LETTERS) return <span className={classes.value}>{text}</span>;
  return (
    <span className={classes.value}>
      {text.slice(0, MOST_LETTERS)}…{' '}
      <UnstyledButton className={classes.link} onClick={() => setWhole(true)}>
        all {formatCount(text.length)} letters
      </UnstyledButton>
    </span>
  );
}

function Line({ table, line }: { table: string; line: RowLine }) {
  return (
    <tr data-quiet={line.class !== null || undefined}>
      <th scope="row" className={classes.column}>
        {line.column}
      </th>
      <Side table={table} line={line} side="before" />
      <Side table={table} line={line} side="after" />
    </tr>
  );
}

/** Columns with a marked value come first, so that folding never hides the proof. */
function useOrdered(change: ClassedChange): readonly RowLine[] {
  const { marks } = useMarking();
  const isMarked = (line: RowLine) =>
    markInRow(marks, change.table, line.column, line.after) ?? markInRow(marks, change.table, line.column, line.before);
  const { lines } = rowLines(change);
  if (lines.length <= MOST_LINES) return lines;
  return lines.toSorted((a, b) => Number(isMarked(b) !== null) - Number(isMarked(a) !== null));
}

function Body({ change }: { change: ClassedChange }) {
  const [open, setOpen] = useState(false);
  const lines = useOrdered(change);
  const { unmoved, remarks } = rowLines(change);
  const shown = open ? [...lines, ...unmoved] : lines.slice(0, MOST_LINES);
  const folded = lines.length + unmoved.length - shown.length;
  const foldedWords = `${formatCount(folded)} ${plural(folded, 'column')} ${
    lines.length > MOST_LINES ? 'more' : 'unchanged'
  }`;
  return (
    <>
      {shown.length > 0 && (
        <table className={classes.table} data-op={change.op}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line key={line.column} table={change.table} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {(remarks.length > 0 || folded > 0) && (
        <p className={classes.remarks}>
          {remarks.join(' ')}{' '}
          {folded > 0 && (
            <UnstyledButton className={classes.link} onClick={() => setOpen(true)}>
              {foldedWords}
            </UnstyledButton>
          )}
        </p>
      )}
    </>
  );
}

const whyUncounted = (change: ClassedChange): string =>
  change.class === 'domain' ? 'nothing moved, not counted' : `${CLASS_LABELS[change.class]}, not counted`;

/** One changed row, before and after. What does not count is folded to a line, unless it is to be open. */
export function RowCard({ change, open: first = false }: { change: ClassedChange; open?: boolean }) {
  const [open, setOpen] = useState(change.counted || first);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const head = (
    <>
      <span className={classes.sign} aria-hidden="true">
        {signOf(change)}
      </span>
      <strong className={classes.name}>{tableWord(change.table)}</strong>
      <span className={classes.deed}>{deedWords(change)}</span>
    </>
  );
  if (change.counted) {
    return (
      <article className={classes.card}>
        <header className={classes.head}>
          {head}
          <span className={classes.class}>{CLASS_LABELS[change.class]}</span>
        </header>
        <Body change={change} />
      </article>
    );
  }
  return (
    <article className={classes.card} data-uncounted>
      <UnstyledButton className={classes.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        {head}
        <span className={classes.why}>{whyUncounted(change)}</span>
        <Chevron {...ICON} size={14} />
      </UnstyledButton>
      {open && <Body change={change} />}
    </article>
  );
}
