import { lazy, Suspense } from 'react';
import { calibrationWords } from '../../../shared/quality-text.ts';
import type { Calibration } from '../../../shared/quality-views.ts';
import classes from './calibration-part.module.css';
import { CalibrationTable } from './calibration-table.tsx';
import { stepsOf } from './calibration-words.ts';

/** The chart library is read only where a chart is shown. */
const CalibrationChart = lazy(async () => ({
  default: (await import('./calibration-chart.tsx')).CalibrationChart,
}));

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
          <CalibrationTable className={classes.table} steps={steps} />
        </div>
      )}
    </>
  );
}
