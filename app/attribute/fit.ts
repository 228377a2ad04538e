import type { Case } from './case.ts';
import type { Frame } from './frame.ts';
import { type Habits, learnHabits } from './habit.ts';
import { scoreNone, scorePair, valueWeight } from './score.ts';

const ROUNDS = 12;
/** Rounds end when no probability moved more than this. */
const STILL = 0.002;

/** Expectation-maximisation: judges every case by the habits, learns the habits from the judgements, and again. */
export function fitHabits(frame: Frame): Habits {
  let habits: Habits | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const moved = judgeAll(frame, habits);
    habits = learnHabits(frame);
    if (moved < STILL) break;
  }
  return habits ?? learnHabits(frame);
}

/** All cases are judged by the same habits, in the order of time, so that leads come first. Gives the furthest move. */
function judgeAll(frame: Frame, habits: Habits | null): number {
  return frame.docket.cases.reduce((furthest, one) => Math.max(furthest, judge(frame, habits, one)), 0);
}

function judge(frame: Frame, habits: Habits | null, one: Case): number {
  if (one.key.type === 'decided') return decide(one);
  const values = one.pairs.map((pair) => valueWeight(frame, habits, one, pair));
  const scores = one.pairs.map((pair, i) => scorePair(frame, habits, one, pair) + (values[i] ?? 0));
  const best = scores.reduce((top, score, i) => (score > (scores[top] ?? score) ? i : top), 0);
  const none = scoreNone(frame, habits, one, values[best] ?? 0);
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

function decide({ pairs }: Case): number {
  for (const pair of pairs) pair.probability = 1;
  return 0;
}
