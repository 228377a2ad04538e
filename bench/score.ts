/** One answer of attribution and what is known about it. */
export interface Answer {
  /** Null = no request. */
  readonly claim: number | null;
  readonly truth: number | null;
  readonly probability: number;
  /** Whether the claimed request's method is meant to be safe. */
  readonly isSafe: boolean;
  /** Whether its rows carry a rare value of the request that truly wrote it. */
  readonly isValued: boolean;
}

export interface Score {
  readonly transactions: number;
  readonly accuracy: number;
  /** The same of those whose rows carry a rare value of their request, and how many of all these are. */
  readonly valuedAccuracy: number;
  readonly valuedShare: number;
  /** Of the claims that a request did it. */
  readonly precision: number;
  /** Of the writes that a request did. */
  readonly recall: number;
  readonly backgroundAccused: number;
  /** Safe methods accused of what they did not do. */
  readonly safeAccused: number;
  /** Answers given with p ≥ .9, and how many of them are right. */
  readonly sureShare: number;
  readonly sureRight: number;
  /** Mean distance of probability and truth over tenths of probability, of the claims. */
  readonly calibrationError: number;
}

const SURE = 0.9;
const isRight = ({ claim, truth }: Answer) => claim === truth;

export function scoreAnswers(answers: readonly Answer[]): Score {
  const claimed = answers.filter(({ claim }) => claim !== null);
  const sure = answers.filter(({ probability }) => probability >= SURE);
  return {
    transactions: answers.length,
    accuracy: share(answers, isRight),
    valuedAccuracy: share(
      answers.filter(({ isValued }) => isValued),
      isRight,
    ),
    valuedShare: share(answers, ({ isValued }) => isValued),
    precision: share(claimed, isRight),
    recall: share(
      answers.filter(({ truth }) => truth !== null),
      isRight,
    ),
    backgroundAccused: claimed.filter(({ truth }) => truth === null).length,
    safeAccused: claimed.filter((answer) => answer.isSafe && !isRight(answer)).length,
    sureShare: share(answers, ({ probability }) => probability >= SURE),
    sureRight: share(sure, isRight),
    calibrationError: calibrationError(claimed),
  };
}

function share(answers: readonly Answer[], test: (answer: Answer) => boolean): number {
  return answers.length === 0 ? 1 : answers.filter(test).length / answers.length;
}

function calibrationError(answers: readonly Answer[]): number {
  const tenths = Map.groupBy(answers, ({ probability }) => Math.min(9, Math.floor(probability * 10)));
  const distances = [...tenths.values()].map((tenth) => {
    const given = tenth.reduce((sum, { probability }) => sum + probability, 0);
    return Math.abs(given - tenth.filter(isRight).length);
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, answers.length);
}
