import type { Exhibit } from '../../../shared/views.ts';
import classes from './exhibits.module.css';

type TableExhibit = Extract<Exhibit, { kind: 'table' }>;
type SequenceExhibit = Extract<Exhibit, { kind: 'sequence' }>;

function ExhibitTable({ exhibit }: { exhibit: TableExhibit }) {
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
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, at) => (
                <td key={exhibit.columns[at + 1]} data-word={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sequence({ exhibit }: { exhibit: SequenceExhibit }) {
  return (
    <>
      {exhibit.constructed && (
        <p className={classes.note}>Put together from calls that were recorded; it was not seen in this order.</p>
      )}
      <ol className={classes.steps}>
        {exhibit.steps.map(({ who, call, text, exchangeId }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps in their order; one call may stand twice
          <li key={at} data-thought={exchangeId === null || undefined}>
            <span className={classes.who}>{who}</span> <code>{call}</code> <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What proves a verdict beside the counts: who sends what, and calls in their order. */
export function Exhibits({ exhibits }: { exhibits: readonly Exhibit[] }) {
  return exhibits.map((exhibit, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two exhibits may bear one title
    <section key={at} className={classes.exhibit} aria-label={exhibit.title}>
      <h3 className={classes.title}>{exhibit.title}</h3>
      {exhibit.kind === 'table' ? <ExhibitTable exhibit={exhibit} /> : <Sequence exhibit={exhibit} />}
    </section>
  ));
}
