import { ANSWERS } from '../../../shared/timeline-views.ts';
import { count, counted, micros } from '../../components/format.ts';
import { deedWords, lasting } from '../run/run-words.ts';
import { kindOf, type Marks } from './marks.ts';
import { firstAtLeast } from './search.ts';
import { momentWords } from './time-ticks.ts';
import { type TimeWindow, widthOf } from './time-window.ts';

/** The sentences of the timeline. */

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;

/** `GET /items/{id}`. */
function requestName({ requests, endpoints }: Marks, place: number): string {
  const endpoint = endpoints[requests.endpoint[place] ?? -1];
  return endpoint ? `${endpoint.method} ${endpoint.route}` : 'a request without an endpoint';
}

/** `GET /items/{id}, 200, 61.4 ms`. */
function requestWords(marks: Marks, place: number): string {
  const { start, end, status, reached } = marks.requests;
  const took = (end[place] ?? 0) - (start[place] ?? 0);
  const answered = status[place] ? String(status[place]) : 'no answer';
  const isCounted = reached[place] === 0 ? ', not counted' : '';
  return `${requestName(marks, place)}, ${answered}, ${took > 0 ? micros(took) : 'end not known'}${isCounted}`;
}

/** `insert page_hits`; only what was done first is named where it is much. */
export function deedsWords({ commits, deeds }: Marks, place: number): string {
  const own = deeds[commits.deed[place] ?? -1] ?? [];
  const named = own.slice(0, 2).map(deedWords).join(', ');
  return own.length > 2 ? `${named} and ${count(own.length - 2)} more` : named || 'no row change';
}

/** `insert page_hits, linked to GET /flows/trigger/{id}`. */
function commitWords(marks: Marks, place: number): string {
  return `${deedsWords(marks, place)}, ${answerWords(marks, place)}`;
}

function answerWords(marks: Marks, place: number): string {
  const request = marks.commits.request[place] ?? -1;
  if (request >= 0) return `linked to ${requestName(marks, request)}`;
  const answer = ANSWERS[marks.commits.answer[place] ?? 0];
  if (answer === 'background') return 'no request caused it';
  return answer === 'undecided' ? 'could not be told apart' : 'linked to a request without a time';
}

export const markWords = (marks: Marks, mark: number): string => {
  const { kind, place } = kindOf(marks, mark);
  return kind === 'request' ? requestWords(marks, place) : commitWords(marks, place);
};

/** A mark with its kind and moment, as a list reads it out. */
export function listedWords(marks: Marks, mark: number): string {
  const { kind, place } = kindOf(marks, mark);
  const us = (kind === 'request' ? marks.requests.start : marks.commits.at)[place] ?? 0;
  return `${kind === 'request' ? 'Request' : 'Commit'} at ${momentWords(us, 1_000)}: ${markWords(marks, mark)}`;
}

/** `20:19:21.482 to 20:19:22.982, 1.5 s`. */
export function windowWords(window: TimeWindow): string {
  const width = widthOf(window);
  // Times of day alone would not tell the days apart.
  const precision = width > DAY_US ? HOUR_US : width / 100;
  const moment = (us: number) => momentWords(us, precision);
  return `${moment(window.fromUs)} to ${moment(window.toUs)}, ${lasting(width)}`;
}

/** How many marks of each kind begin in a window. */
function countsIn({ requests, commits }: Marks, { fromUs, toUs }: TimeWindow) {
  const within = (times: Float64Array) => firstAtLeast(times, toUs) - firstAtLeast(times, fromUs);
  return { requests: within(requests.start), commits: within(commits.at) };
}

/** The picture as a sentence, for those who do not see it. */
export function pictureWords(marks: Marks, window: TimeWindow): string {
  const { requests, commits } = countsIn(marks, window);
  return `${counted(requests, 'request')} and ${counted(commits, 'commit')} from ${windowWords(window)}. The list that follows names them in time order.`;
}

/** `6 of 136 requests, 18 of 166 commits`: what a filter leaves. */
export function foundWords(left: Marks, all: Marks): string {
  const of = (part: number, whole: number, name: string) => `${count(part)} of ${counted(whole, name)}`;
  const requests = of(left.requests.count, all.requests.count, 'request');
  return `${requests}, ${of(left.commits.count, all.commits.count, 'commit')}`;
}

/** What has no time and so is not drawn; empty where all has one. */
export function undrawnWords({ requests, commits }: { requests: number; commits: number }): string {
  const parts = [
    requests > 0 ? counted(requests, 'request') : '',
    commits > 0 ? counted(commits, 'transaction') : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `Without a time, not drawn: ${parts.join(' and ')}.`;
}

/** `GET …/articles/{id}`: the end of a route says most. Empty where not even the method fits. */
export function shortName(method: string, route: string, letters: number): string {
  if (method.length + 1 + route.length <= letters) return `${method} ${route}`;
  const slash = route.indexOf('/', route.length - (letters - method.length - 2));
  if (slash > 0) return `${method} …${route.slice(slash)}`;
  return method.length <= letters ? method : '';
}

export const cutTo = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
