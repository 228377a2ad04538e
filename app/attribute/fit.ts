import type { Case } from './case.ts';
import { type Frame, type Habits, learnHabits, scoreNone, scorePair } from './habit.ts';

const ROUNDS = 12;
/** Rounds end when no probability moved more than this. */
const STILL = 0.002;

/** Expectation-maximisation: judges every case by the habits, learns the habits from the judgements, and again. */
export function fitHabits(frame: Frame, cases: readonly Case[]): Habits {
  let habits: Habits | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const moved = Math.max(0, ...judgeAll(frame, habits, cases));
    habits = learnHabits(frame, cases);
    if (moved < STILL) break;
  }
  return habits ?? learnHabits(frame, cases);
}

/** All cases are judged by the same habits, so their order does not matter. Gives how far each moved. */
function judgeAll(frame: Frame, habits: Habits | null, cases: readonly Case[]): number[] {
  return cases.map((one) => judge(frame, habits, one));
}

function judge(frame: Frame, habits: Habits | null, one: Case): number {
  const scores = one.pairs.map((pair) => scorePair(frame, habits, one, pair));
  const none = scoreNone(frame, habits, one);
  const top = Math.max(none, ...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const whole = weights.reduce((sum, weight) => sum + weight, Math.exp(none - top));
  const before = one.none;
  one.none = Math.exp(none - top) / whole;
  let moved = Math.abs(one.none - before);
  one.pairs.forEach((pair, i) => {
    const probability = (weights[i] ?? 0) / whole;
    moved = Math.max(moved, Math.abs(probability - pair.probability));
    pair.probability = probability;
  });
  return moved;
}
