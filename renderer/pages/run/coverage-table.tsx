import type { TimeBuckets } from '../../../shared/run-views.ts';
import { count } from '../../components/format.ts';
import classes from './coverage-card.module.css';
import { stepTime } from './run-words.ts';

/** The picture's figures, a row a step. */
export function CoverageTable({ buckets }: { buckets: TimeBuckets }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Requests</th>
          <th scope="col">Linked</th>
          <th scope="col">Background</th>
          <th scope="col">Not told apart</th>
        </tr>
      </thead>
      <tbody>
        {buckets.rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of one axis, in their order
          <tr key={i}>
            <th scope="row">{stepTime(buckets, i)}</th>
            <td>{count(row.requests)}</td>
            <td>{count(row.linked)}</td>
            <td>{count(row.background)}</td>
            <td>{count(row.undecided)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
