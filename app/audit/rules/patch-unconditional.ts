import { formatCount, listOf, plural } from '../../../shared/text.ts';
import type { Exhibit, ProofFigure } from '../../../shared/views.ts';
import { isSafe } from '../../../shared/words.ts';
import { notJudged, outcome } from '../outcome.ts';
import { type Collision, collisionsOf, type Patch, patchesOf } from '../parts/collisions.ts';
import { callerKey, validatorsOf } from '../parts/conditions.ts';
import { hasMethod } from '../parts/requests.ts';
import type { CellMove } from '../parts/set-cells.ts';
import { type Stale, staleAccepted } from '../parts/stale.ts';
import { callerWords, moveWords, stepOf } from '../parts/steps.ts';
import { type Call, defineRule, type Judgement } from '../rule.ts';

const SECOND = 1_000_000;

export const patchUnconditional = defineRule({
  id: 'patch-unconditional',
  title: 'PATCH must be conditional where it can collide',
  what: 'A PATCH with an outdated If-Match is accepted, or a PATCH without a condition overwrites a value that another caller sent after its own caller had last read it. Values that the server works out itself do not count. Where several callers change the same rows without a condition and none was seen to lose anything, it is unsure.',
  why: 'Two people edit the same thing, the second saves what they saw before the first saved, and the first one’s work is gone without an error. A validator (ETag with If-Match, or Last-Modified with If-Unmodified-Since) turns that into a 412 that a client can handle. It also makes a repeated PATCH safe.',
  remedy:
    'Answer reads with a strong ETag, compare If-Match on PATCH and answer 412 where it differs, and ask for it with 428. Let clients send the ETag they last saw.',
  source:
    'RFC 9110 §13 (conditional requests), RFC 5789 §2.1 (PATCH), RFC 6585 §3 (428); "Why PUT can\'t be used for partial updates".',
  example: `GET /articles/5                               (Ann; ETag: "1")
PATCH /articles/5  {"title": "Hens"}          (Bob)
PATCH /articles/5  {"title": "Ducks, again"}  (Ann, who never saw "Hens")
  200, and Bob's title is gone`,
  severity: 'warning',
  thresholds: {
    collisionSeconds: {
      value: 900,
      about: 'how long after another’s change, or a read, a PATCH may still rest on what was read before, seconds',
    },
    mostCalls: { value: 2_000, about: 'calls of an endpoint whose headers are read, the first ones' },
  },
  appliesTo: (endpoint) =>
    hasMethod(endpoint, 'PATCH') || { why: 'Only PATCH changes a part of what others may have changed meanwhile.' },
  judge(dossier, limits) {
    const { run, endpoint } = dossier;
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const patches = patchesOf(dossier, limits.mostCalls);
    if (patches.length === 0) return notJudged('No PATCH was accepted.', 'no accepted call');
    const open = patches.filter(({ condition }) => condition === null);
    if (open.length === patches.length && !patches.some(({ call }) => run.contentOf(call.id).response.hasHeaders))
      return notJudged('No headers were recorded, so whether a PATCH was conditional is not known.', 'no headers');
    const collisions = collisionsOf(run, endpoint, open, limits.collisionSeconds * SECOND);
    return (
      ignored(patches, staleAccepted(run, endpoint, patches)) ??
      lost(
        patches,
        collisions.filter(({ read }) => read !== null),
      ) ??
      holds(patches, open) ??
      shared(patches, open, collisions, validatorsOf(run, endpoint))
    );
  },
});

const some = (few: readonly unknown[], all: readonly Patch[]): string =>
  `${formatCount(few.length)} of ${formatCount(all.length)} ${plural(all.length, 'PATCH', 'PATCHes')}`;

/** `3 of 44 PATCHes carried a condition`. */
const conditionsOf = (patches: readonly Patch[]): ProofFigure => ({
  figure: `${formatCount(patches.filter(({ condition }) => condition !== null).length)} of ${formatCount(patches.length)}`,
  words: `${plural(patches.length, 'PATCH', 'PATCHes')} carried a condition`,
});

function ignored(patches: readonly Patch[], stale: readonly Stale[]): Judgement | null {
  const [first] = stale;
  if (!first) return null;
  return outcome({
    verdict: 'broken',
    severity: 'error',
    summary: `${some(stale, patches)} carried an outdated If-Match and ${stale.length === 1 ? 'was' : 'were'} accepted: the server ignores it.`,
    clause: 'accepts an outdated If-Match',
    judged: patches.length,
    counted: stale.map(({ patch }) => patch.call.id),
    figure: conditionsOf(patches),
    writes: stale.flatMap(({ patch }) => patch.writes),
    exhibits: [staleSequence(first)],
    remedy:
      'Compare If-Match with the present ETag in the same transaction that writes, and answer 412 where it differs. A validator that is offered and ignored is worse than none: clients rely on it.',
  });
}

function staleSequence({ patch, seen, outdatedBy }: Stale): Exhibit {
  const whoOf = callerWords([seen, outdatedBy, patch.call]);
  const step = (call: Call, text: string) => stepOf(call, text, { who: whoOf(call) });
  const changes = outdatedBy.method === 'GET' ? 'is given another: the resource has changed' : 'changes the resource';
  return {
    kind: 'sequence',
    title: 'An outdated If-Match is accepted',
    constructed: false,
    steps: [
      step(seen, 'is given an ETag'),
      step(outdatedBy, changes),
      step(patch.call, `sends the first ETag as If-Match, and is answered ${patch.call.status}`),
    ],
  };
}

function lost(patches: readonly Patch[], collisions: readonly Collision[]): Judgement | null {
  const [first] = collisions;
  if (!first) return null;
  const columns = [...new Set(collisions.map(({ column }) => column))];
  return outcome({
    verdict: 'broken',
    severity: 'error',
    summary: `${some(collisions, patches)} overwrote ${listOf(columns.slice(0, 3))} that another caller had changed since the caller’s last read, without a condition.`,
    clause: `overwrites unseen changes of ${listOf(columns.slice(0, 2))}`,
    judged: patches.length,
    counted: collisions.map(({ patch }) => patch.call.id),
    figure: {
      figure: `${formatCount(columns.length)} ${plural(columns.length, 'column')}`,
      words: `set by one caller and overwritten by another who had not seen it: ${listOf(columns.slice(0, 4))}`,
    },
    writes: [...new Set(collisions.flatMap(({ patch, write }) => [...patch.writes, write]))],
    exhibits: collisions.slice(0, 3).map(collisionSequence),
  });
}

function collisionSequence({ patch, other, read, column, moves }: Collision): Exhibit {
  const whoOf = callerWords([patch.call, other]);
  const step = (call: Call, text: string, move?: CellMove) =>
    stepOf(call, text, { who: whoOf(call), ...(move && moveWords(move)) });
  const blind = read ? ', unseen and' : '';
  return {
    kind: 'sequence',
    title: read ? `A change of ${column} is lost` : `A change of ${column} is overwritten`,
    constructed: false,
    steps: [
      ...(read ? [step(read, isSafe(read.endpoint) ? 'reads it' : 'is answered with it')] : []),
      step(other, `sets ${column}`, moves[0]),
      step(patch.call, `sets ${column} over that${blind} without a condition`, moves[1]),
    ],
  };
}

function holds(patches: readonly Patch[], open: readonly Patch[]): Judgement | null {
  if (open.length > 0) return null;
  return outcome({
    verdict: 'holds',
    summary: `${patches.length === 1 ? 'The one PATCH was' : `Each of ${formatCount(patches.length)} PATCHes was`} conditional, and no outdated condition was accepted.`,
    clause: 'every call is conditional',
    figure: conditionsOf(patches),
    probability: (patches.length + 1) / (patches.length + 2),
    judged: patches.length,
  });
}

/** Nobody was seen to lose anything; whether somebody could, is a matter of how many callers share a row. */
function shared(
  patches: readonly Patch[],
  open: readonly Patch[],
  collisions: readonly Collision[],
  validators: readonly string[],
): Judgement {
  const offer =
    validators.length === 0
      ? 'The server offers no validator.'
      : `The server offers ${listOf(validators)}, and nobody sends it back.`;
  const bare = `${some(open, patches)} ${open.length === 1 ? 'was' : 'were'} sent without a condition`;
  const callers = new Map<string, Set<string>>();
  for (const { call, rows } of open)
    for (const row of rows) callers.set(row, (callers.get(row) ?? new Set()).add(callerKey(call)));
  const many = [...callers.values()].filter((own) => own.size > 1);
  if (many.length === 0)
    return notJudged(
      `${bare}, but no two callers changed the same row in this run, so nothing could collide. ${offer}`,
      'nothing could collide',
    );
  const near =
    collisions.length === 0 ? '' : ` ${formatCount(collisions.length)} moved what another caller had just moved.`;
  return outcome({
    verdict: 'unsure',
    severity: validators.length === 0 || collisions.length > 0 ? 'warning' : 'note',
    summary: `${bare}, and several callers changed ${formatCount(many.length)} ${plural(many.length, 'row')}.${near} No lost change was seen. ${offer}`,
    clause: 'unconditional on shared rows',
    judged: patches.length,
    figure: {
      figure: `${formatCount(many.length)} ${plural(many.length, 'row')}`,
      words: `changed by several callers. ${offer}`,
    },
    writes: collisions.flatMap(({ patch }) => patch.writes),
    exhibits: collisions.slice(0, 1).map(collisionSequence),
  });
}
