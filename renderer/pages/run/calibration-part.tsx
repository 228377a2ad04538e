import { lazy, Suspense } from 'react';
import type { Calibration } from '../../../shared/quality-views.ts';
import { count, percent } from '../../components/format.ts';
import classes from './calibration-part.module.css';
import { type CalibrationStep, calibrationWords, stepsOf } from './calibration-words.ts';

/** The chart library is read only where a chart is shown. */
const CalibrationChart = lazy(async () => ({
  default: (await import('./calibration-chart.tsx')).CalibrationChart,
}));

function Steps({ steps }: { steps: readonly CalibrationStep[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Said</th>
          <th scope="col">Answers</th>
          <th scope="col">Right</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ range, answers, rightAnswers, right }) => (
          <tr key={range}>
            <th scope="row">{range}</th>
            <td>{count(answers)}</td>
            <td>{count(rightAnswers)}</td>
            <td>{percent(right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether what is said without ids is right as often as it is said: a picture, and the same as a table. */
export function CalibrationPart({ calibration }: { calibration: Calibration }) {
  const steps = stepsOf(calibration.bins ?? []);
  const words = calibrationWords(calibration);
  return (
    <>
      <p className={classes.words}>{words}</p>
      {steps.length > 0 && (
        <div className={classes.both}>
          <div className={classes.chart} role="img" aria-label={`Said against right. ${words}`}>
            <Suspense>
              <CalibrationChart steps={steps} />
            </Suspense>
          </div>
          <Steps steps={steps} />
        </div>
      )}
    </>
  );
}
