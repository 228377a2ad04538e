import { CALLS_TO_CALIBRATE, type Calibration, type CalibrationBin } from '../../../shared/quality-views.ts';
import { count, counted, percent } from '../../components/format.ts';

/** One step of probability in which there were answers. */
export interface CalibrationStep {
  /** `0.90 to 1.00`. */
  readonly range: string;
  readonly answers: number;
  readonly rightAnswers: number;
  /** Mean probability said, share that was right, and between what the true share lies (95 % sure). */
  readonly said: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** The steps that hold answers, from the least probable. */
export function stepsOf(bins: readonly CalibrationBin[]): CalibrationStep[] {
  return bins.flatMap(({ answers, right, said }, at) => {
    if (answers === 0) return [];
    const [low, high] = wilson(right, answers);
    const range = `${(at / bins.length).toFixed(2)} to ${((at + 1) / bins.length).toFixed(2)}`;
    return [{ range, answers, rightAnswers: right, said, right: right / answers, low, high }];
  });
}

const Z = 1.96;

/** Wilson's interval for a share of `n`, 95 % sure. */
function wilson(right: number, n: number): [low: number, high: number] {
  const share = right / n;
  const scale = 1 + Z ** 2 / n;
  const middle = (share + Z ** 2 / (2 * n)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))) / scale;
  return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}

/** What the check found, in words; or why it could not be made. */
export function calibrationWords({ requests, transactions, bins }: Calibration): string {
  if (!bins)
    return `Not enough requests carry an id to check this here: ${count(requests)}, and it takes ${count(CALLS_TO_CALIBRATE)}.`;
  const last = bins.at(-1);
  const asked = `${counted(transactions, 'transaction')} linked again with the ids hidden.`;
  return last && last.answers > 0
    ? `${asked} Of answers given with 0.90 or more, ${count(last.right)} of ${count(last.answers)} were right (${percent(last.right / last.answers)}).`
    : `${asked} No answer reached 0.90.`;
}
