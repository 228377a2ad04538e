import { CALLS_TO_CALIBRATE, type Calibration } from './quality-views.ts';
import { formatCount, formatPercent, plural } from './text.ts';

/** What the check of links by their ids found, in words; or why it could not be made. */
export function calibrationWords({ requests, transactions, bins }: Calibration): string {
  if (!bins)
    return `Not enough requests carry an id to check this here: ${formatCount(requests)}, and it takes ${formatCount(CALLS_TO_CALIBRATE)}.`;
  const last = bins.at(-1);
  const asked = `${formatCount(transactions)} ${plural(transactions, 'transaction')} linked again with the ids hidden.`;
  return last && last.answers > 0
    ? `${asked} Of answers given with 0.90 or more, ${formatCount(last.right)} of ${formatCount(last.answers)} were right (${rightShare(last.right, last.answers)}).`
    : `${asked} No answer reached 0.90.`;
}

/** Never rounds to all where one was wrong. */
const rightShare = (right: number, answers: number): string =>
  formatPercent(right === answers ? 1 : Math.min(0.999, right / answers));
