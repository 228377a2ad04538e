import type { Case } from './case.ts';
import { findTurned } from './contest.ts';
import type { Frame } from './frame.ts';
import { type Habits, learnHabits } from './habit.ts';
import { scoreNone } from './score.ts';
import { Scores } from './scores.ts';

const ROUNDS = 12;
/** How often classes are turned over at most. */
const MOST_TURNS = 3;
/** Rounds end when no probability moved more than this. */
const STILL = 0.002;

/**
 * Expectation-maximisation: judges every case by the habits, learns the habits from the judgements, and again. Where it
 * gave a whole class to the wrong one of two kinds that come together, the class is turned over and judged anew.
 */
export function fitHabits(frame: Frame): Habits {
  const scores = new Scores(frame);
  let habits = untilStill(scores, null);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const turned = findTurned(frame);
    if (turned.length === 0) break;
    for (const { from, to } of turned) scores.exchange(from, to);
    habits = untilStill(scores, learnHabits(frame));
  }
  return habits;
}

function untilStill(scores: Scores, first: Habits | null): Habits {
  let habits = first;
  for (let round = 0; round < ROUNDS; round++) {
    const moved = judgeAll(scores, habits);
    habits = learnHabits(scores.frame);
    if (moved < STILL) break;
  }
  return habits ?? learnHabits(scores.frame);
}

/** All cases are judged by the same habits, in the order of time, so that leads come first. Gives the furthest move. */
function judgeAll(scores: Scores, habits: Habits | null): number {
  let furthest = 0;
  for (const one of scores.frame.docket.cases) {
    if (one.key.type === 'decided') {
      decide(scores, one);
      continue;
    }
    scores.score(habits, one);
    const none = noneOf(scores, habits, one);
    furthest = Math.max(furthest, judge(scores, one, none));
    weighEvidence(scores, one, none);
  }
  return furthest;
}

/** By habits that are given, answers settle at once; a fixed number, so that no case depends on others far off. */
const GIVEN_ROUNDS = 4;

/**
 * Judges cases by habits that were learnt from others. What time and values say stays as it is; only what other cases
 * make of the same exchanges is asked again.
 */
export function judgeBy(frame: Frame, habits: Habits): void {
  const scores = new Scores(frame);
  for (let round = 0; round < GIVEN_ROUNDS; round++) {
    for (const one of frame.docket.cases) {
      if (one.key.type === 'decided') {
        decide(scores, one);
        continue;
      }
      if (round === 0) scores.scoreFirst(habits, one);
      else scores.scoreAgain(habits, one);
      judge(scores, one, noneOf(scores, habits, one));
    }
  }
}

const noneOf = (scores: Scores, habits: Habits | null, one: Case): number =>
  scoreNone(scores.frame, habits, one, scores.bestValues(one));

/** Gives the furthest move of a probability. */
function judge(scores: Scores, one: Case, none: number): number {
  const alone = scores.weigh(one, none, 'all');
  let moved = Math.abs(alone - one.none);
  one.none = alone;
  for (const [i, pair] of one.pairs.entries()) {
    const probability = scores.shares[i] as number;
    moved = Math.max(moved, Math.abs(probability - pair.probability));
    pair.probability = probability;
    scores.handOn(pair, probability);
  }
  return moved;
}

/** What would be said without one kind of evidence: that kind is learnt from it. */
function weighEvidence(scores: Scores, one: Case, none: number): void {
  scores.weigh(one, none, 'untimed');
  for (const [i, pair] of one.pairs.entries()) pair.untimed = scores.shares[i] as number;
  scores.weigh(one, Number.NEGATIVE_INFINITY, 'unaided');
  for (const [i, pair] of one.pairs.entries()) pair.unaided = (scores.shares[i] as number) * (1 - one.none);
}

function decide(scores: Scores, one: Case): void {
  for (const pair of one.pairs) {
    scores.handOnAll(pair);
    pair.probability = 1;
    pair.untimed = 1;
    pair.unaided = 1;
  }
}
