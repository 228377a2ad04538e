import { formatCount, listOf, plural, tableWord } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { type Stranger, strangersOf } from '../parts/closure.ts';
import { type Difference, findRepeats, type Repeat } from '../parts/repeats.ts';
import { hasMethod, isAccepted, type Sent } from '../parts/requests.ts';
import { stepOf } from '../parts/steps.ts';
import { type Call, type Dossier, defineRule, type Judgement } from '../rule.ts';

export const deleteSideEffects = defineRule({
  id: 'delete-side-effects',
  title: 'DELETE must remove its target and what hangs on it, and nothing on a repeat',
  what: 'A DELETE removes rows that neither are its target nor hang on it by a reference or a name, or the same DELETE sent again still changes rows of the product. What a query chooses (`?done=true`) has no one target and is judged by its repeats only. A second DELETE answered 404 or 204 without a write is fine; logs, audit rows and histories do not count, and a row that a repeat adds may be history.',
  why: 'Who deletes one thing does not expect another to go. And DELETE is idempotent (RFC 9110 §9.2.2): a client whose answer was lost sends it again, and must not remove the next in line.',
  remedy:
    'Address what is deleted by its own id, never by its place ("the first", "the newest"), limit cascades and triggers to rows that refer to it, and answer a repeat with 404 or 204 without touching anything.',
  source: 'RFC 9110 §9.3.5 and §9.2.2.',
  example: `DELETE /queue/first
  204, and row 7 of queue is gone
DELETE /queue/first   (the answer was lost, the client repeats)
  204, and row 8 is gone, too`,
  severity: 'error',
  thresholds: {
    mostCalls: { value: 2_000, about: 'calls of an endpoint that are compared, the first ones' },
  },
  appliesTo: (endpoint) => hasMethod(endpoint, 'DELETE') || { why: 'Only DELETE promises to remove one thing.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const sent = deletesOf(dossier, limits.mostCalls);
    const accepted = sent.filter(({ call }) => isAccepted(call));
    if (accepted.length === 0) return notJudged('No DELETE was accepted.', 'no accepted call');
    const { judged } = findRepeats(dossier.run, sent);
    const removals = accepted.flatMap(({ call, writes }) => {
      const rows = strangersOf(dossier.run, call, writes);
      return rows === null ? [] : [{ call, rows }];
    });
    return repeats(judged) ?? strangers(removals) ?? unclear(judged) ?? holds(removals, judged);
  },
});

/** A DELETE says all with its address: what body it has counts as empty. Refused repeats are repeats, too. */
function deletesOf({ run, endpoint, writes }: Dossier, most: number): Sent[] {
  const byCall = Map.groupBy(writes, (write) => write.exchangeId);
  return run
    .callsOf(endpoint.id)
    .filter((call) => call.reached === 'yes' && call.startUs !== null)
    .slice(0, most)
    .map((call) => {
      const own = byCall.get(call.id) ?? [];
      return {
        call,
        body: {},
        digest: '',
        writes: own.filter(({ isLikely }) => isLikely),
        maybe: own.filter(({ isLikely }) => !isLikely),
      };
    });
}

/** What is only added may be history under any name. */
const PROOF: ReadonlySet<Difference['kind']> = new Set(['removed', 'moved']);
const proves = ({ kind }: Difference): boolean => PROOF.has(kind);
const many = (some: readonly unknown[], all: readonly unknown[], what: string): string =>
  `${formatCount(some.length)} of ${formatCount(all.length)} ${plural(all.length, what)}`;

function repeats(judged: readonly Repeat[]): Judgement | null {
  const bad = judged.filter(({ differences }) => differences.some(proves));
  const [first] = bad;
  if (!first) return null;
  const differences = bad.flatMap((repeat) => repeat.differences.filter(proves));
  const tables = [...new Set(differences.map(({ table }) => tableWord(table)))];
  return outcome({
    verdict: 'broken',
    summary: `${many(bad, judged, 'repeated DELETE')} changed rows again: ${listOf(tables)}.`,
    clause: `changes ${listOf(tables.slice(0, 2))} again when repeated`,
    judged: judged.length,
    counted: bad.map(({ again }) => again.call.id),
    figure: {
      figure: `${formatCount(tables.length)} ${plural(tables.length, 'table')}`,
      words: `changed again by the same DELETE: ${listOf(tables.slice(0, 4))}`,
    },
    writes: [...new Set(differences.map(({ write }) => write))],
    exhibits: [
      {
        kind: 'sequence',
        title: 'The same DELETE twice',
        constructed: false,
        steps: [
          stepOf(first.first.call, `is answered ${first.first.call.status}`),
          stepOf(first.again.call, `changes ${listOf(tables)} again`),
        ],
      },
    ],
    remedy: `Let a repeat find nothing to do: name the row of ${listOf(tables)} by its id, and leave it alone once it is deleted.`,
  });
}

interface Removal {
  readonly call: Call;
  /** What went beside the target and what hangs on it. */
  readonly rows: readonly Stranger[];
}

function strangers(removals: readonly Removal[]): Judgement | null {
  const all = removals.filter(({ rows }) => rows.length > 0);
  const [first] = all;
  if (!first) return null;
  const rows = all.flatMap((each) => each.rows);
  const removed = rows.filter(({ change }) => change.op === 'delete');
  const told = removed.length > 0 ? removed : rows;
  const tables = [...new Set(told.map(({ change }) => tableWord(change.table)))];
  const deed = removed.length > 0 ? 'removed' : 'changed';
  return outcome({
    verdict: removed.length > 0 ? 'broken' : 'unsure',
    summary: `${many(all, removals, 'DELETE')} ${deed} rows that neither are the target nor refer to it: ${listOf(tables)}.${removed.length > 0 ? '' : ' They may be kept in step with it; decide whether a client expects that.'}`,
    clause: `${deed} ${listOf(tables.slice(0, 2))}, too`,
    judged: removals.length,
    counted: removed.length > 0 ? all.map(({ call }) => call.id) : [],
    figure: {
      figure: `${formatCount(told.length)} ${plural(told.length, 'row')}`,
      words: `${deed} beside the targets and what refers to them: ${listOf(tables.slice(0, 4))}`,
    },
    writes: [...new Set(told.map(({ write }) => write))],
    exhibits: [
      {
        kind: 'sequence',
        title: 'One DELETE and what went with it',
        constructed: false,
        steps: [stepOf(first.call, `${deed} rows of ${listOf(tables)}, too`)],
      },
    ],
  });
}

function unclear(judged: readonly Repeat[]): Judgement | null {
  const open = judged.filter(({ differences }) =>
    differences.some(({ kind }) => kind === 'unclear' || kind === 'reordered' || kind === 'added'),
  );
  const [first] = open;
  if (!first) return null;
  const [difference] = first.differences;
  const table = difference?.table ?? '';
  const why =
    difference?.kind === 'added'
      ? 'It got a row more each time. If it only keeps history or tells somebody, class it in Tables.'
      : 'The row before, or the link, is missing; REPLICA IDENTITY FULL or request ids would show.';
  return outcome({
    verdict: 'unsure',
    summary: `${many(open, judged, 'repeated DELETE')} may have changed ${tableWord(table)} again. ${why}`,
    clause: 'may change rows when repeated',
    judged: judged.length,
    figure: repeatsFigure(judged),
    writes: open.flatMap(({ differences }) => differences.map(({ write }) => write)),
  });
}

function holds(removals: readonly Removal[], judged: readonly Repeat[]): Judgement {
  if (removals.length + judged.length === 0)
    return notJudged(
      'The log holds no content of the rows that went; REPLICA IDENTITY FULL would show what belonged together.',
      'content not captured',
    );
  const targets =
    removals.length === 0
      ? 'No DELETE could be followed to its one target, so only repeats were judged:'
      : `${removals.length === 1 ? 'The one DELETE' : `Each of ${formatCount(removals.length)} DELETEs`} removed its target and what hangs on it;`;
  const repeated =
    judged.length === 0
      ? 'none was repeated'
      : `${judged.length === 1 ? 'the one repeat' : `${formatCount(judged.length)} repeats`} changed nothing`;
  const calls = Math.max(removals.length, judged.length);
  return outcome({
    verdict: 'holds',
    summary: `${targets} ${repeated}.`,
    clause: 'removes its target only',
    probability: (calls + 1) / (calls + 2),
    judged: calls,
    figure: repeatsFigure(judged),
  });
}

const repeatsFigure = (judged: readonly Repeat[]): ProofFigure => ({
  figure: `${formatCount(judged.length)} ${plural(judged.length, 'repeat')}`,
  words: 'of the same DELETE that could be held against the first',
});
