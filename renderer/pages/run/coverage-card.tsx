import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Coverage } from '../../../shared/run-views.ts';
import { ICON } from '../../components/icon.ts';
import card from './card.module.css';
import { COMMIT_KINDS } from './commit-kinds.ts';
import classes from './coverage-card.module.css';
import { CoverageTable } from './coverage-table.tsx';
import { chartSummary, coverageWords } from './run-words.ts';

const route = getRouteApi('/runs/$id/{-$tab}');
/** The chart library is read only where a chart is shown. */
const CoverageChart = lazy(async () => ({ default: (await import('./coverage-chart.tsx')).CoverageChart }));

function Answer({ coverage }: { coverage: Coverage }) {
  const { good, answer, advice } = coverageWords(coverage);
  return (
    <p className={classes.answer} data-good={good || undefined}>
      {!good && <IconAlertTriangle {...ICON} className={classes.sign} />}
      <span>
        <strong>{answer}</strong> {advice}
      </span>
    </p>
  );
}

function Legend({ coverage }: { coverage: Coverage }) {
  return (
    <ul className={classes.legend}>
      {coverage.requests.count > 0 && (
        <li className={classes.entry}>
          <span className={classes.mark} data-kind="requests" />
          requests, above
        </li>
      )}
      {COMMIT_KINDS.filter(({ kind }) => coverage.buckets?.rows.some((row) => row[kind] > 0)).map(({ kind, name }) => (
        <li key={kind} className={classes.entry}>
          <span className={classes.mark} data-kind={kind} />
          {name}, below
        </li>
      ))}
    </ul>
  );
}

/** Both sides of a run on one axis of time: requests above, commits below. */
export function CoverageCard({ coverage }: { coverage: Coverage }) {
  const { as } = route.useSearch();
  const navigate = route.useNavigate();
  const asTable = as === 'table';
  const toggle = () =>
    void navigate({ search: (old) => ({ ...old, as: asTable ? undefined : 'table' }), replace: true });
  const { buckets } = coverage;
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>Do both sides cover the same minutes?</h2>
        {buckets && (
          <Button size="xs" className={card.end} aria-pressed={asTable} onClick={toggle}>
            As a table
          </Button>
        )}
      </div>
      <Answer coverage={coverage} />
      {buckets && asTable && <CoverageTable buckets={buckets} />}
      {buckets && !asTable && (
        <>
          <Legend coverage={coverage} />
          <div className={classes.chart} role="img" aria-label={chartSummary(coverage)}>
            <Suspense>
              <CoverageChart buckets={buckets} />
            </Suspense>
          </div>
        </>
      )}
    </section>
  );
}
