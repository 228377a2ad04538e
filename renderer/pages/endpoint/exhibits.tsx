import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCount } from '../../../shared/text.ts';
import type { Exhibit, ExhibitStep } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { exactTime, micros } from '../../components/format.ts';
import { grouped } from '../../data/grouped.ts';
import classes from './exhibits.module.css';

type TableExhibit = Extract<Exhibit, { kind: 'table' }>;
type SequenceExhibit = Extract<Exhibit, { kind: 'sequence' }>;

/** The calls that the page can show, which it shows now, and what to do when another is chosen. */
export interface ShownCalls {
  readonly all: ReadonlySet<number>;
  readonly now: number | undefined;
  readonly onShow: () => void;
}

/** Of who sends what: a property that was left out tells, the others are there for comparison. */
function tellsOf({ columns }: TableExhibit): (row: readonly string[]) => boolean {
  const at = columns.indexOf('Where left out');
  return (row) => at >= 0 && row[at] !== '';
}

function ExhibitTable({ exhibit }: { exhibit: TableExhibit }) {
  const tells = tellsOf(exhibit);
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {exhibit.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exhibit.rows.map(([head = '', ...cells]) => (
            <tr key={head} data-tells={tells([head, ...cells]) || undefined}>
              <th scope="row">{head}</th>
              {cells.map((cell, at) => (
                <td key={exhibit.columns[at + 1]} data-word={cell}>
                  {cell === '' && exhibit.holdsValues ? <i>empty text</i> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Its call, and the way to the proof of it where it is one of this endpoint's. */
function StepCall({ call, exchangeId, shown }: Pick<ExhibitStep, 'call' | 'exchangeId'> & { shown: ShownCalls }) {
  if (exchangeId === null || !shown.all.has(exchangeId)) return <code>{call}</code>;
  return (
    <Link
      from="/endpoint/$endpointId/$rule"
      to="."
      search={({ run, vs }: EndpointSearch) => ({ call: exchangeId, run, vs })}
      state={(state) => state}
      replace
      resetScroll={false}
      title="Show this call"
      aria-current={exchangeId === shown.now || undefined}
      onClick={shown.onShow}
    >
      <code>{call}</code>
    </Link>
  );
}

function Sequence({ exhibit, shown }: { exhibit: SequenceExhibit; shown: ShownCalls }) {
  return (
    <>
      {exhibit.constructed && (
        <p className={classes.note}>Put together from calls that were recorded; it was not seen in this order.</p>
      )}
      <ol className={classes.steps}>
        {exhibit.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps in their order; one call may stand twice
          <li key={at} data-thought={step.exchangeId === null || undefined}>
            <span className={classes.who}>{step.who}</span>{' '}
            <StepCall call={step.call} exchangeId={step.exchangeId} shown={shown} /> <span>{step.text}</span>
            {step.value !== undefined && (
              <>
                : <code>{step.value}</code>
              </>
            )}
            <span className={classes.when}>{stepTime(exhibit.steps, at)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** When the first call was sent, and how long after that the others. */
function stepTime(steps: readonly ExhibitStep[], at: number): string {
  const [first, own] = [steps[0]?.atUs, steps[at]?.atUs];
  if (own === undefined || first === undefined) return '';
  return at === 0 ? exactTime(own / 1000) : `+${micros(own - first)}`;
}

function ExhibitBody({ exhibit, shown }: { exhibit: Exhibit; shown: ShownCalls }) {
  return exhibit.kind === 'table' ? <ExhibitTable exhibit={exhibit} /> : <Sequence exhibit={exhibit} shown={shown} />;
}

/** What tells the same is shown once, so that the calls below stay in sight; the rest is a click away. */
function Alike({ exhibits, shown }: { exhibits: readonly Exhibit[]; shown: ShownCalls }) {
  const [open, setOpen] = useState(false);
  const [first, ...rest] = exhibits;
  if (!first) return null;
  return (
    <section className={classes.exhibit} aria-label={first.title}>
      <h3 className={classes.title}>{first.title}</h3>
      {(open ? exhibits : [first]).map((exhibit, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: in their order; they read the same
        <ExhibitBody key={at} exhibit={exhibit} shown={shown} />
      ))}
      {rest.length > 0 && !open && (
        <UnstyledButton className={classes.more} onClick={() => setOpen(true)}>
          {formatCount(rest.length)} more like it
        </UnstyledButton>
      )}
    </section>
  );
}

/** What it tells, whoever it was, when, and of which resource. */
const asRead = (exhibit: Exhibit): string =>
  JSON.stringify(exhibit.kind === 'table' ? exhibit : [exhibit.title, exhibit.steps.map(({ text }) => text)]);

/** What proves a verdict beside the counts: who sends what, and calls in their order. */
export function Exhibits({ exhibits, shown }: { exhibits: readonly Exhibit[]; shown: ShownCalls }) {
  return [...grouped(exhibits, asRead)].map(([read, alike]) => <Alike key={read} exhibits={alike} shown={shown} />);
}
