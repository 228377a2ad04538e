import type { CalibrationBin } from '../../../shared/quality-views.ts';

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
