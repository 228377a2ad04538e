import { ANSWERS, type Answer, type Timeline } from '../../../shared/timeline-views.ts';
import { type Marks, marksOf } from './marks.ts';

/** For tests: small runs, written as a person would note them down. */

export const EPOCH_US = 1_795_290_799_000_000;

export interface DrawnRequest {
  readonly id: number;
  readonly client?: number;
  /** Microseconds after the epoch. */
  readonly from: number;
  readonly to: number;
}

export interface DrawnCommit {
  readonly id: number;
  readonly at: number;
  readonly resolution?: number;
  readonly answer: Answer;
  /** Place of its request. */
  readonly request?: number;
}

const differences = (numbers: readonly number[]): number[] =>
  numbers.map((number, i) => number - (numbers[i - 1] ?? 0));

/** Requests and commits in time order. */
export function timelineWith(requests: readonly DrawnRequest[], commits: readonly DrawnCommit[]): Timeline {
  const ends = [...requests.map(({ to }) => to), ...commits.map(({ at }) => at)];
  return {
    spanUs: ends.length === 0 ? null : [EPOCH_US, EPOCH_US + Math.max(...ends)],
    clocksOff: false,
    hasConnections: false,
    withoutTime: { requests: 0, commits: 0 },
    clients: ['first', 'second'],
    endpoints: [{ id: 1, method: 'GET', origin: 'http://app.example', route: '/items/{id}' }],
    deeds: [[{ op: 'insert', table: 'public.notes' }]],
    requests: {
      id: requests.map(({ id }) => id),
      afterUs: differences(requests.map(({ from }) => from)),
      lengthUs: requests.map(({ from, to }) => to - from),
      serverFromUs: requests.map(() => 0),
      serverToUs: requests.map(({ from, to }) => to - from),
      client: requests.map(({ client = 0 }) => client),
      endpoint: requests.map(() => 0),
      status: requests.map(() => 200),
      reached: requests.map(() => 1),
    },
    commits: {
      id: commits.map(({ id }) => id),
      afterUs: differences(commits.map(({ at }) => at)),
      resolutionUs: commits.map(({ resolution = 1 }) => resolution),
      answer: commits.map(({ answer }) => ANSWERS.indexOf(answer)),
      request: commits.map(({ request = -1 }) => request),
      deed: commits.map(() => 0),
    },
  };
}

export function marksWith(requests: readonly DrawnRequest[], commits: readonly DrawnCommit[]): Marks {
  const marks = marksOf(timelineWith(requests, commits));
  if (!marks) throw new Error('a run without times has no marks');
  return marks;
}
