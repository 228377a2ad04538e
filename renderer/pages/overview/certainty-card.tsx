import { Link } from '@tanstack/react-router';
import { lazy } from 'react';
import type { Certainty } from '../../../shared/overview-views.ts';
import { calibrationWords } from '../../../shared/quality-text.ts';
import { count, percent } from '../../components/format.ts';
import { CalibrationTable } from '../run/calibration-table.tsx';
import { stepsOf } from '../run/calibration-words.ts';
import classes from './bars.module.css';
import card from './card.module.css';
import { Card, ChartCard } from './chart-card.tsx';
import { basesOf, strengthsOf } from './overview-words.ts';

/** The chart library is read only where a chart is shown. */
const CalibrationChart = lazy(async () => ({
  default: (await import('../run/calibration-chart.tsx')).CalibrationChart,
}));

function Strengths({ certainty }: { certainty: Certainty }) {
  const strengths = strengthsOf(certainty).filter(({ n }) => n > 0);
  const most = Math.max(1, ...strengths.map(({ n }) => n));
  if (strengths.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>Open findings, by their strongest link</h3>
      <ul className={classes.lines}>
        {strengths.map(({ name, why, n, q }) => (
          <li key={name} className={classes.line} title={why}>
            <Link to="/inventory" search={{ q }} className={classes.name}>
              {name}
            </Link>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.bar} data-kind="linked" style={{ width: `${(100 * n) / most}%` }} />
            </span>
            <span className={classes.figure}>{count(n)}</span>
            <span />
          </li>
        ))}
      </ul>
    </>
  );
}

function Bases({ certainty }: { certainty: Certainty }) {
  const { links } = certainty;
  if (!links) return null;
  const params = { id: String(links.run) };
  return (
    <>
      <h3 className={classes.title}>Transactions of run {links.run}, by what speaks for their cause</h3>
      <ul className={classes.lines}>
        {basesOf(certainty).map(({ kind, name, n, tab }) => (
          <li key={name} className={classes.line}>
            <Link to="/runs/$id/{-$tab}" params={{ ...params, tab }} className={classes.name}>
              {name}
            </Link>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.bar}
                data-kind={kind}
                style={{ width: `${(100 * n) / Math.max(1, links.transactions)}%` }}
              />
            </span>
            <span className={classes.figure}>{count(n)}</span>
            <span className={classes.end}>{percent(n / Math.max(1, links.transactions))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How sure it is, by kind of evidence. */
export function CertaintyCard({ certainty }: { certainty: Certainty }) {
  return (
    <Card title="How sure is it?" area="certainty">
      {!certainty.links && <p className={card.none}>No run has both requests and a change log yet.</p>}
      <Strengths certainty={certainty} />
      <Bases certainty={certainty} />
    </Card>
  );
}

const HEIGHT = 210;

/** Said against right, on links whose ids were hidden; or why that could not be checked. */
export function CalibrationCard({ certainty: { calibration, calibratedRun } }: { certainty: Certainty }) {
  const head = { title: 'Can the links be believed?', area: 'calibration' };
  const steps = stepsOf(calibration?.bins ?? []);
  if (!calibration || steps.length === 0) {
    return (
      <Card {...head}>
        <p className={card.none}>
          {calibration ? calibrationWords(calibration) : 'No run was checked yet.'} Requests that carry an id into the
          change log let it be checked on your own data; a run’s page says how to send one.
        </p>
      </Card>
    );
  }
  return (
    <ChartCard
      {...head}
      id="calibration"
      note={`Run ${calibratedRun}: ${calibrationWords(calibration)}`}
      summary={`Said against right; on the line they are equal. ${calibrationWords(calibration)}`}
      height={HEIGHT}
      chart={<CalibrationChart steps={steps} />}
      table={<CalibrationTable className={card.table} steps={steps} />}
    />
  );
}
