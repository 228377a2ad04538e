import { count, percent } from '../../components/format.ts';
import type { CalibrationStep } from './calibration-words.ts';

interface CalibrationTableProps {
  readonly steps: readonly CalibrationStep[];
  /** The looks of tables where it stands. */
  readonly className: string | undefined;
}

/** Said against right, a row a step. */
export function CalibrationTable({ steps, className }: CalibrationTableProps) {
  return (
    <table className={className}>
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
