import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, Suspense, useId } from 'react';
import classes from './card.module.css';

const route = getRouteApi('/overview');

/** Whether a chart is shown as its table, kept in the address; and how to change that. */
function useAsTable(id: string): readonly [asTable: boolean, toggle: () => void] {
  const { as = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = as.split(',').filter(Boolean);
  const asTable = shown.includes(id);
  const next = asTable ? shown.filter((other) => other !== id) : [...shown, id];
  const toggle = () => void navigate({ search: (old) => ({ ...old, as: next.join(',') || undefined }), replace: true });
  return [asTable, toggle];
}

export interface CardProps {
  /** A question. */
  readonly title: string;
  readonly note?: ReactNode;
  /** At the right of the title. */
  readonly end?: ReactNode;
  /** Its place in the grid. */
  readonly area: string;
  readonly children: ReactNode;
}

/** A question and what answers it. */
export function Card({ title, note, end, area, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} data-area={area} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {end && <div className={classes.end}>{end}</div>}
      </div>
      {note && <p className={classes.note}>{note}</p>}
      {children}
    </section>
  );
}

export interface ChartCardProps extends Omit<CardProps, 'end' | 'children'> {
  /** Its name in the address. */
  readonly id: string;
  /** The picture in words. */
  readonly summary: string;
  readonly chart: ReactNode;
  /** In px: fixed, so that nothing moves when the chart comes. */
  readonly height: number;
  readonly legend?: ReactNode;
  readonly table: ReactNode;
}

/** A question answered by a chart that can be read as a table as well. */
export function ChartCard({ id, summary, chart, height, legend, table, ...card }: ChartCardProps) {
  const [asTable, toggle] = useAsTable(id);
  const button = (
    <Button
      size="xs"
      variant={asTable ? 'light' : 'default'}
      aria-pressed={asTable}
      aria-label={`${card.title} As a table`}
      onClick={toggle}
    >
      As a table
    </Button>
  );
  return (
    <Card {...card} end={button}>
      {asTable ? (
        <div className={classes.scroll} style={{ minHeight: height }}>
          {table}
        </div>
      ) : (
        <>
          {legend}
          <div className={classes.chart} style={{ height }} role="img" aria-label={summary}>
            <Suspense>{chart}</Suspense>
          </div>
        </>
      )}
    </Card>
  );
}
