import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { writeTerm } from '../../../shared/filter-language.ts';
import type { HeatMap } from '../../../shared/overview-views.ts';
import { CLASS_LABELS, tableWord } from '../../../shared/text.ts';
import { count } from '../../components/format.ts';
import { RouteText } from '../../components/route-text.tsx';
import { Card } from './chart-card.tsx';
import classes from './heat-card.module.css';
import { cellWords, heatNote } from './overview-words.ts';

type HeatRow = HeatMap['rows'][number];
type HeatTable = HeatMap['tables'][number];

/** Steps of strength; figures differ by thousands, so steps follow their logarithm. */
const STEPS = 4;

const shadeOf = (rows: number, most: number): number =>
  rows === 0 ? 0 : Math.max(1, Math.ceil((STEPS * Math.log(rows + 1)) / Math.log(most + 1)));

function Cell({ row, table, rows, most }: { row: HeatRow; table: HeatTable; rows: number; most: number }) {
  if (rows === 0) {
    return (
      <td className={classes.cell}>
        <span className="ea-hidden">none</span>
      </td>
    );
  }
  const q = `${writeTerm('route', row.endpoint.route)} ${writeTerm('table', tableWord(table.table))}`;
  return (
    <td className={classes.cell} data-class={table.class} data-shade={shadeOf(rows, most)}>
      <Link to="/inventory" search={{ q }} className={classes.figure} title={cellWords(rows, table.table)}>
        {count(rows)}
      </Link>
    </td>
  );
}

/** Broken where its words meet; what two lines do not hold stands in the title. */
const TableName = ({ name }: { name: string }) => (
  <span className={classes.name}>
    {name.split(/(?<=_)/).map((word, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of one name, in their order
      <Fragment key={i}>
        {word}
        <wbr />
      </Fragment>
    ))}
  </span>
);

function Legend() {
  return (
    <ul className={classes.legend}>
      <li className={classes.entry}>
        <span className={classes.mark} data-class="domain" />
        domain
      </li>
      <li className={classes.entry}>
        <span className={classes.mark} />
        other classes
      </li>
      <li className={classes.entry}>stronger: more rows</li>
    </ul>
  );
}

/** Endpoints × tables: its figures stand in its cells, so the picture is its own table. */
export function HeatCard({ heat }: { heat: HeatMap }) {
  const card = { title: 'Where does it come from?', area: 'heat' };
  if (heat.rows.length === 0) {
    return (
      <Card {...card}>
        <p className={classes.none}>No open finding tells of changed rows.</p>
      </Card>
    );
  }
  const most = Math.max(...heat.rows.flatMap(({ cells }) => cells));
  return (
    <Card {...card} note={heatNote(heat)} end={<Legend />}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="ea-hidden">Rows changed, by endpoint and table</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                Endpoint
              </th>
              {heat.tables.map(({ table, class: meaning }) => (
                <th key={table} scope="col" className={classes.column} title={`${table}: ${CLASS_LABELS[meaning]}`}>
                  <TableName name={tableWord(table)} />
                  <span className="ea-hidden">, {CLASS_LABELS[meaning].toLowerCase()}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.rows.map((row) => (
              <tr key={row.endpoint.id}>
                <th scope="row" className={classes.endpoint}>
                  <Link
                    to="/endpoint/$endpointId/$rule"
                    params={{ endpointId: String(row.endpoint.id), rule: row.rule }}
                    className={classes.route}
                  >
                    <RouteText method={row.endpoint.method} route={row.endpoint.route} />
                  </Link>
                </th>
                {heat.tables.map((table, i) => (
                  <Cell key={table.table} row={row} table={table} rows={row.cells[i] ?? 0} most={most} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
