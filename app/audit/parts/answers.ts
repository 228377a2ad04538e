import type { Cell, Micros } from '../../../shared/records.ts';
import type { AnsweredRead, Call, Content, RunView } from '../rule.ts';
import { cellValue, leavesOf } from './values.ts';
import { lowest, within } from './within.ts';

/** What a call of a safe method answered. */
export interface Answer {
  readonly call: Call;
  readonly atUs: Micros;
  /** By path, in canonical text. */
  readonly leaves: ReadonlyMap<string, string>;
  readonly seen: Seen;
}

/** Whether all of it is known, only a part, or nothing because nobody looks into such content. */
export type Seen = 'whole' | 'unseen' | 'unread' | 'asset';

/** So many answers of one endpoint show what it shows. */
const EACH = 25;

/** A call that was open for longer is nobody's answer to what came meanwhile. */
const LONGEST = 60_000_000;

/** The first answers from a time on, of endpoints in turn as they came, at most `most`. */
export function answersSince(run: RunView, fromUs: Micros, most: number): Answer[] {
  const reads = run.answeredReads();
  const first = lowest(reads.length, (index) => (reads[index] as AnsweredRead).endUs >= fromUs);
  const counts = ({ reached, startUs }: AnsweredRead) => reached !== 'no' && startUs >= fromUs - LONGEST;
  return pickedFrom(run, reads, first, 1, most, counts);
}

/** The last answers before a time, the newest first, at most `most`. */
export function answersBefore(run: RunView, beforeUs: Micros, most: number): Answer[] {
  const reads = run.answeredReads();
  const last = lowest(reads.length, (index) => (reads[index] as AnsweredRead).endUs >= beforeUs) - 1;
  return pickedFrom(run, reads, last, -1, most, () => true);
}

/** Walks from one read to its neighbours until there are enough. */
function pickedFrom(
  run: RunView,
  reads: readonly AnsweredRead[],
  from: number,
  step: 1 | -1,
  most: number,
  counts: (read: AnsweredRead) => boolean,
): Answer[] {
  const picked: Answer[] = [];
  const ofEndpoint = new Map<number, number>();
  for (let at = from; picked.length < most && at >= 0 && at < reads.length; at += step) {
    const read = reads[at] as AnsweredRead;
    const already = ofEndpoint.get(read.endpointId) ?? 0;
    if (already >= EACH || !counts(read)) continue;
    ofEndpoint.set(read.endpointId, already + 1);
    picked.push(...answerTo(run, read));
  }
  return picked;
}

/** So many values are kept for who asks for the same answers: findings of one run mostly do. */
const MOST_KEPT = 1_000_000;

interface Kept {
  readonly answers: Map<number, Answer>;
  values: number;
}

const kept = new WeakMap<RunView, Kept>();

function answerTo(run: RunView, read: AnsweredRead): Answer[] {
  const ofRun = kept.get(run) ?? { answers: new Map<number, Answer>(), values: 0 };
  kept.set(run, ofRun);
  const known = ofRun.answers.get(read.id) ?? answered(run, read);
  if (known === null) return [];
  if (ofRun.values < MOST_KEPT && !ofRun.answers.has(read.id)) {
    ofRun.answers.set(read.id, known);
    ofRun.values += 1 + known.leaves.size;
  }
  return [known];
}

function answered(run: RunView, { id, endpointId, startUs }: AnsweredRead): Answer | null {
  const sameTime = within(run.callsOf(endpointId), (call) => call.startUs, startUs, startUs);
  const call = sameTime.find((each) => each.id === id);
  if (!call) return null;
  const { response } = run.contentOf(id);
  return { call, atUs: call.endUs ?? 0, leaves: leavesIn(response.body), seen: seenOf(call, response) };
}

/** Answers that have no body by their nature hide nothing. */
function seenOf({ method, status }: Call, { body, bodyState }: Content): Seen {
  if (body !== undefined || bodyState === 'none' || method === 'HEAD' || status === 204 || status === 304)
    return 'whole';
  if (bodyState === 'asset') return 'asset';
  return bodyState === 'cut' || bodyState === 'missing' ? 'unseen' : 'unread';
}

/** The values of a body by path, in canonical text; those that say nothing are left out. */
export function leavesIn(body: Parameters<typeof leavesOf>[0]): Map<string, string> {
  const leaves = [...leavesOf(body)].flatMap(([path, value]): [string, string][] => {
    const text = canonical(value);
    return text === null ? [] : [[path, text]];
  });
  return new Map(leaves);
}

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** One moment in any spelling is one text; null says nothing. */
export function canonical(cell: Cell | undefined): string | null {
  const value = cellValue(cell);
  if (value === undefined || value === null || typeof value === 'boolean' || value === '') return null;
  const text = String(value);
  if (!MOMENT.test(text)) return text;
  const zoned = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(text) ? text.replace(/([+-]\d{2})$/, '$1:00') : `${text}Z`;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(ms) ? text : `moment ${ms}`;
}
