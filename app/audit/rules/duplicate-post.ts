import { formatCount, listOf, plural, tableWord } from '../../../shared/text.ts';
import type { Exhibit, ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { hasMethod, isAccepted } from '../parts/requests.ts';
import { findRetries, type Retry } from '../parts/retries.ts';
import { stepOf } from '../parts/steps.ts';
import { defineRule, type Judgement } from '../rule.ts';

const SECOND = 1_000_000;

export const duplicatePost = defineRule({
  id: 'duplicate-post',
  title: 'A POST that is sent again must make one thing',
  what: 'One caller sends an equal POST again within moments, with nothing else of theirs between, and both add a row that holds what they sent. Equal POSTs of different users, far apart, or after the caller went on with something else or opened what the first one made are no retry; after an answer and a pause, or three and more in a row, they may be meant.',
  why: 'People click twice, and clients send again when an answer is lost: POST gives them no way to know (RFC 9110 §9.2.2). Without a key that both attempts share, the second order, payment or comment is real.',
  remedy:
    'Let the client send an Idempotency-Key and the server keep the answer by it, or give the row a natural key with a unique constraint, or let the client choose the id and PUT.',
  source: 'RFC 9110 §9.2.2 and §9.3.3; draft-ietf-httpapi-idempotency-key-header.',
  example: `POST /orders  {"sku": "A", "count": 1}
  (no answer: the network broke)
POST /orders  {"sku": "A", "count": 1}
  201, and two rows stand in orders`,
  severity: 'warning',
  thresholds: {
    windowSeconds: { value: 10, about: 'how long after the first an equal POST may be a retry of it, seconds' },
    clickSeconds: {
      value: 2,
      about:
        'how long after its answer an equal POST is still taken for a second click; later it may be meant, seconds',
    },
    mostCalls: { value: 5_000, about: 'calls of an endpoint whose bodies are read, the first ones' },
  },
  appliesTo: (endpoint) => hasMethod(endpoint, 'POST') || { why: 'Only POST promises nothing about being sent again.' },
  judge(dossier, limits) {
    const { run, endpoint, writes, hasChangeLog } = dossier;
    if (!hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const calls = run
      .callsOf(endpoint.id)
      .filter(({ reached }) => reached !== 'no')
      .slice(0, limits.mostCalls);
    const retries = findRetries(run, calls, writes, limits.windowSeconds * SECOND);
    if (retries.length === 0)
      return notJudged('No equal POST of one caller followed another at once. Send one twice to see.', 'no repeat');
    const isMeant = ({ unanswered, keyed, pauseUs, inSeries }: Retry): boolean =>
      !unanswered && !keyed && (inSeries || pauseUs > limits.clickSeconds * SECOND);
    const [meant, sure] = [retries.filter(isMeant), retries.filter((retry) => !isMeant(retry))];
    return broken(sure, retries) ?? unsure(retries) ?? perhapsMeant(meant, retries) ?? holds(retries);
  },
});

const figures = (some: readonly Retry[], all: readonly Retry[]): string =>
  `${formatCount(some.length)} of ${formatCount(all.length)} ${plural(all.length, 'POST')} sent again`;

function broken(sure: readonly Retry[], retries: readonly Retry[]): Judgement | null {
  const bad = sure.filter(({ made }) => made.length > 0);
  const [first] = bad;
  if (!first) return null;
  const tables = [...new Set(bad.flatMap(({ made }) => made.map(({ table }) => tableWord(table))))];
  const ignored = bad.some(({ keyed }) => keyed);
  const key = ignored ? ' although both carried the same key' : ', without a key that says they are one';
  return outcome({
    verdict: 'broken',
    severity: ignored || bad.some(({ unanswered }) => unanswered) ? 'error' : 'warning',
    summary: `${figures(bad, retries)} added to ${listOf(tables)} again${key}.`,
    clause: `adds to ${listOf(tables.slice(0, 2))} again when sent again`,
    judged: retries.length,
    counted: bad.map(({ again }) => again.id),
    figure: whySent(bad),
    writes: [...new Set(bad.flatMap(({ made }) => made.map(({ write }) => write)))],
    exhibits: [sequenceOf(first, tables)],
    remedy: `Make ${listOf(tables)} know a second attempt: keep the client’s Idempotency-Key beside the row and answer as the first time, or put a unique constraint on what makes two of them the same.`,
  });
}

/** Whether the first was answered, and how soon after it the second came. */
function whySent(retries: readonly Retry[]): ProofFigure {
  const lost = retries.filter(({ unanswered }) => unanswered).length;
  const keyed = retries.filter(({ keyed }) => keyed).length;
  const soonest = Math.min(...retries.map(({ pauseUs }) => pauseUs)) / SECOND;
  const pause = soonest < 0 ? 'before the first had ended' : `${soonest.toFixed(1)} s after the first at the soonest`;
  return {
    figure: `${formatCount(lost)} of ${formatCount(retries.length)}`,
    words: `came after a first that had no answer, or one that asks to try again; ${pause}; ${formatCount(keyed)} with the same key`,
  };
}

const sequenceOf = (retry: Retry, tables: readonly string[]): Exhibit => ({
  kind: 'sequence',
  title: 'The same POST twice',
  constructed: false,
  steps: [
    stepOf(retry.first, `is answered ${retry.first.status ?? 'nothing'}`),
    stepOf(retry.again, `adds to ${listOf(tables)} again`),
  ],
});

function unsure(retries: readonly Retry[]): Judgement | null {
  const open = retries.filter(({ unclear }) => unclear);
  if (open.length === 0) return null;
  return outcome({
    verdict: 'unsure',
    summary: `${figures(open, retries)} may have added a second row. The link to the row is too weak to tell; request ids in the change log would.`,
    clause: 'may add twice when sent again',
    judged: retries.length,
    figure: whySent(open),
  });
}

/** Sent once more after a while: two of the same may be what the caller wants. */
function perhapsMeant(meant: readonly Retry[], retries: readonly Retry[]): Judgement | null {
  const bad = meant.filter(({ made }) => made.length > 0);
  const [first] = bad;
  if (!first) return null;
  const tables = [...new Set(bad.flatMap(({ made }) => made.map(({ table }) => tableWord(table))))];
  return outcome({
    verdict: 'unsure',
    severity: 'note',
    summary: `${figures(bad, retries)} added to ${listOf(tables)} again, but only a while after the first had been answered, or many times in a row: the caller may have wanted each.`,
    clause: `adds to ${listOf(tables.slice(0, 2))} again when sent again`,
    judged: retries.length,
    figure: whySent(bad),
    writes: [...new Set(bad.flatMap(({ made }) => made.map(({ write }) => write)))],
    exhibits: [sequenceOf(first, tables)],
  });
}

function holds(retries: readonly Retry[]): Judgement {
  const refused = retries.filter(({ again }) => !isAccepted(again)).length;
  const how = refused === retries.length ? 'refused' : refused > 0 ? 'refused or answered again' : 'answered again';
  return outcome({
    verdict: 'holds',
    summary: `${retries.length === 1 ? 'The one POST that was sent again was' : `Each of ${formatCount(retries.length)} POSTs that were sent again was`} ${how}, and added no row of the product.`,
    clause: 'adds once, however often it is sent',
    figure: whySent(retries),
    probability: (retries.length + 1) / (retries.length + 2),
    judged: retries.length,
  });
}
