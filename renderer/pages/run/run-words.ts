import type { SkipCount, TimeKind } from '../../../shared/records.ts';
import type {
  CaptureFacts,
  Coverage,
  Decider,
  Interval,
  RunPage,
  Side,
  TimeBuckets,
} from '../../../shared/run-views.ts';
import { tableWord } from '../../../shared/text.ts';
import { clockTime, count, counted, micros, shortTime, span } from '../../components/format.ts';

/** The sentences of a run's page. */

const S = 1_000_000;
const DAY = 86_400 * S;

type Span = readonly [fromUs: number, toUs: number];

/** A time of day, with its date where the whole is longer than a day. */
export const timeIn = (us: number, wholeUs: number): string =>
  wholeUs > DAY ? shortTime(us / 1000) : clockTime(us / 1000);

/** `5.0 s`, `58 s`, `2 h 0 min`, `340 ms` of microseconds. */
export const lasting = (us: number): string => (us < S ? micros(Math.round(us)) : span(us / 1000));

const spanWords = ([fromUs, toUs]: Span): string =>
  `${lasting(toUs - fromUs)}, from ${timeIn(fromUs, toUs - fromUs)} to ${timeIn(toUs, toUs - fromUs)}`;

/** A sentence that answers, and what to do; `good` = both sides are there together. */
export interface CoverageWords {
  readonly good: boolean;
  readonly answer: string;
  readonly advice: string;
}

/** Whether both sides of a run cover the same time. */
export function coverageWords(coverage: Coverage): CoverageWords {
  const { state, overlap, requests, commits } = coverage;
  if (state === 'apart') return { good: false, answer: apartWords(coverage), advice: apartAdvice(coverage.zoneUs) };
  if (state === 'unknown' || !overlap) return { good: false, ...unknownWords(requests, commits) };
  const beyond = [...beyondWords('Requests', requests, overlap), ...beyondWords('Commits', commits, overlap)];
  return { good: true, answer: `Yes: both cover ${spanWords(overlap)}.`, advice: beyond.join(' ') };
}

function apartWords({ requests, commits, gapUs }: Coverage): string {
  if (!requests.span || !commits.span) return '';
  const later = `${lasting(gapUs ?? 0)} later`;
  const at = (us: number) => shortTime(us / 1000);
  return requests.span[1] < commits.span[0]
    ? `No: the requests end ${at(requests.span[1])}, the commits begin ${at(commits.span[0])}, ${later}.`
    : `No: the commits end ${at(commits.span[1])}, the requests begin ${at(requests.span[0])}, ${later}.`;
}

const apartAdvice = (zoneUs: number | null): string =>
  zoneUs === null
    ? 'Are both files of the same session? If so, the clock of one is wrong. If not, import the two that belong together.'
    : `A shift of ${lasting(zoneUs).replace(' 0 min', '')} would lay one over the other: one file seems to have its times in another time zone. Record it again with times in UTC.`;

function unknownWords(requests: Side, commits: Side): Omit<CoverageWords, 'good'> {
  if (commits.count === 0)
    return { answer: 'This run has no change log.', advice: 'Drop the log of the same minutes: it joins this run.' };
  if (requests.count === 0)
    return { answer: 'This run has no requests.', advice: 'Drop the HAR of the same minutes: it joins this run.' };
  if (commits.span === null)
    return {
      answer: 'The change log has no commit times.',
      advice: 'Links rest on ids and values alone. Record it with include-timestamp=1.',
    };
  return { answer: 'The requests have no times.', advice: 'Links rest on ids and values alone.' };
}

/** Shorter than this needs no words. */
const WORTH_SAYING = S;

function beyondWords(name: string, { span: own, withoutTime }: Side, overlap: Span): string[] {
  if (!own) return [];
  const [before, after] = [overlap[0] - own[0], own[1] - overlap[1]];
  return [
    before >= WORTH_SAYING ? `${name} begin ${lasting(before)} earlier.` : '',
    after >= WORTH_SAYING ? `${name} go on ${lasting(after)} longer.` : '',
    withoutTime > 0 ? `${name} without a time, not drawn: ${count(withoutTime)}.` : '',
  ].filter(Boolean);
}

/** When a step begins, as precisely as steps are wide. */
export function stepTime({ fromUs, widthUs, rows }: TimeBuckets, step: number): string {
  const us = fromUs + step * widthUs;
  const time = timeIn(us, widthUs * rows.length);
  return widthUs < S ? `${time}.${String(Math.floor((us % S) / 1000)).padStart(3, '0')}` : time;
}

/** The picture as a sentence, for those who do not see it. */
export function chartSummary({ buckets }: Coverage): string {
  if (!buckets) return '';
  const { widthUs, rows } = buckets;
  const commits = rows.map((row) => row.linked + row.background + row.undecided);
  const both = rows.filter((row, i) => row.requests > 0 && (commits[i] ?? 0) > 0).length;
  const most = (numbers: readonly number[]) => count(Math.max(0, ...numbers));
  return [
    `${counted(rows.length, 'step')} of ${lasting(widthUs)} from ${stepTime(buckets, 0)}.`,
    `Requests above, at most ${most(rows.map((row) => row.requests))} in a step;`,
    `commits below, at most ${most(commits)}.`,
    `${counted(both, 'step has', 'steps have')} both.`,
  ].join(' ');
}

/** `3,621 requests and 3,022 transactions in 2 captures`. */
export function runSentence({ exchanges, links, captures }: RunPage): string {
  const sides = [
    exchanges > 0 ? counted(exchanges, 'request') : '',
    links.transactions > 0 ? counted(links.transactions, 'transaction') : '',
  ].filter(Boolean);
  return `${sides.join(' and ') || 'Nothing'} in ${counted(captures.length, 'capture')}`;
}

/** Where a run has a change log only. */
export const NO_REQUESTS = 'This run holds no requests, so nothing can be said of their cause.';

/** What the transactions without a request are, above their list. */
export function backgroundNote({ exchanges, links: { background } }: Pick<RunPage, 'exchanges' | 'links'>): string {
  if (exchanges === 0) return NO_REQUESTS;
  return background === 0
    ? 'None: no transaction is likely to have come without a request.'
    : `No request caused these ${counted(background, 'transaction')}. Equal ones stand together.`;
}

/** `every 5.0 s`. */
export const intervalWords = (interval: Interval | null): string =>
  interval === null ? 'at no fixed interval' : `every ${lasting(interval.medianUs)}`;

/** `once`, `61 times`. */
export const timesWords = (times: number): string => (times === 1 ? 'once' : `${count(times)} times`);

/** `insert heartbeats`, with its rows where there are several: `insert heartbeats, 3 rows`. */
export const deedWords = ({
  op,
  table,
  rows = 1,
  still = false,
}: {
  op: string;
  table: string;
  rows?: number;
  still?: boolean;
}): string =>
  `${op} ${tableWord(table)}${still ? ' without a change' : ''}${rows === 1 ? '' : `, ${counted(rows, 'row')}`}`;

/** Of 100 cases like it: `61 of 100`; neither none nor all where it is not quite. */
export function oftenWords(probability: number): string {
  if (probability < 0.005) return 'under 1 of 100';
  return probability > 0.995 ? 'over 99 of 100' : `${Math.round(100 * probability)} of 100`;
}

/** `0.61`; neither 0 nor 1 where it is not quite. */
export function probabilityWords(probability: number): string {
  if (probability < 0.005) return '<0.01';
  return probability > 0.995 ? '>0.99' : probability.toFixed(2);
}

/** `3,022 transactions, 6,602 row changes`. */
export function recordWords({ kind, records, changes }: CaptureFacts): string {
  if (kind === 'http') return counted(records, 'request');
  return `${counted(records, 'transaction')}, ${counted(changes, 'row change')}`;
}

/** `3 left out: no request URL. The first is record 12, at byte 4,812.`; records count from 0, as in the file. */
export const leftOutWords = ({ reason, count: times, first }: SkipCount): string =>
  `${count(times)}: ${reason}. ${times === 1 ? 'It is' : 'The first is'} record ${count(first.index)}, at byte ${count(first.offset)}.`;

export const TIME_KINDS: Readonly<Record<TimeKind, string>> = {
  commit: 'commit',
  'transaction-start': 'transaction start',
  'statement-start': 'statement start',
  event: 'event',
  app: 'the application’s own',
};

/** What a capture's times are, and how many records have none; empty where there is nothing to say. */
export function timeWords({ times, withoutTime }: CaptureFacts): string {
  const kind = times ? `${TIME_KINDS[times.kind]} times, to ${micros(times.resolutionUs)}` : '';
  const without = withoutTime > 0 ? `${counted(withoutTime, 'record')} without a time` : '';
  return [kind, without].filter(Boolean).join('; ');
}

/** What would decide; `one` = the endpoint of all requests that may have caused it, where it is one. */
export function deciderWords(decider: Decider, one: string): string {
  switch (decider) {
    case 'commit-time':
      return 'A commit time would decide it: record the log with include-timestamp=1.';
    case 'finer-time':
      return 'Its time is too coarse. A finer one, or a request id in the change log, would decide it.';
    case 'id-for-call':
      return `It is ${one} in each case. A request id in the change log would say which call.`;
    case 'more-calls':
      return `More calls of ${one} would show whether it writes this. A request id in the change log would decide it.`;
    case 'id':
      return 'A request id in the change log would decide it.';
  }
}
