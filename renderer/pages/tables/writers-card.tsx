import { Link } from '@tanstack/react-router';
import type { TableRow } from '../../../shared/table-views.ts';
import { counted } from '../../components/format.ts';
import { RouteText } from '../../components/route-text.tsx';
import classes from './table-panel.module.css';
import { writesWord } from './table-words.ts';

type Writer = TableRow['writtenBy'][number];

/** More than these are a list to read in the inventory. */
const SHOWN = 12;

function WriterName({ endpoint }: Pick<Writer, 'endpoint'>) {
  if (endpoint === null) return <span className={classes.rule}>unattributed</span>;
  const params = { endpointId: String(endpoint.id), rule: 'safe-method-writes' };
  return (
    <Link className={classes.endpoint} to="/endpoint/$endpointId/$rule" params={params}>
      <RouteText method={endpoint.method} route={endpoint.route} />
    </Link>
  );
}

/** Which endpoints write the table, and how much of it no request explains. */
export function WritersCard({ row }: { row: TableRow }) {
  const more = row.writtenBy.length - SHOWN;
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>
        Written by <span className={classes.took}>{writesWord(row)}</span>
      </h3>
      <ul className={classes.lines}>
        {row.writtenBy.slice(0, SHOWN).map((writer) => (
          <li key={writer.endpoint?.id ?? 'none'} className={classes.line}>
            <WriterName endpoint={writer.endpoint} />
            <span className={classes.value}>{counted(writer.rows, 'row')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Link className={classes.second} to="/inventory" search={{ tab: 'all', q: `table:${row.table}` }}>
          and {counted(more, 'more endpoint')}
        </Link>
      )}
    </section>
  );
}
