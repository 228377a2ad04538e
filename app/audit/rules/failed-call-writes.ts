import { formatCount, listOf, plural, tableWord } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { isSafe } from '../../../shared/words.ts';
import { notJudged, outcome } from '../outcome.ts';
import { stepOf } from '../parts/steps.ts';
import { hasAcceptedTwin } from '../parts/twins.ts';
import { isObject } from '../parts/values.ts';
import { type Call, type Dossier, type DossierChange, type DossierWrite, defineRule, type Judgement } from '../rule.ts';
import { bestOther, isCertain, moved } from '../weigh.ts';

export const failedCallWrites = defineRule({
  id: 'failed-call-writes',
  title: 'A call that fails must leave nothing behind',
  what: 'A call is answered with 4xx or 5xx (or, in GraphQL, with errors and no data) and rows of the product have changed all the same. Log-in counters, logs and audit rows do not count; a row in a table of attempts or failures may be meant.',
  why: 'The client is told that nothing happened. It tries again, or tells a person to, and what was half done is then done twice or stays half done.',
  remedy:
    'Do all writes of a call in one transaction and decide on the answer before it commits; roll back on every path that answers with an error. What must survive a failure, such as a log, belongs in a telemetry table.',
  source: 'RFC 9110 §15.5 and §15.6 (what 4xx and 5xx tell the client).',
  example: `POST /orders  {"items": [...], "card": "expired"}
  402, and a row stands in orders
POST /orders  {"items": [...], "card": "valid"}
  201, and now there are two`,
  severity: 'error',
  thresholds: {},
  appliesTo: (endpoint) =>
    !isSafe(endpoint) || { why: 'What a read writes is judged as such, whether it fails or not.' },
  judge(dossier) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const failed = failedCalls(dossier);
    if (failed.length === 0) return notJudged('No call failed.', 'no failed call');
    return broken(dossier, failed) ?? unsure(dossier, failed) ?? holds(failed);
  },
});

const IS_GRAPHQL = / (?:query|mutation)( |$)/;
/** Said by what stands before a server, or by it: then the server may have finished its work all the same. */
const OF_A_GATEWAY = new Set([408, 499, 502, 503, 504, 520, 521, 522, 523, 524]);

function failedCalls({ run, endpoint }: Dossier): Call[] {
  const isError = ({ status }: Call): boolean => status !== null && status >= 400;
  return run
    .callsOf(endpoint.id)
    .filter(
      (call) =>
        call.reached === 'yes' && (isError(call) || (IS_GRAPHQL.test(endpoint.route) && hasOnlyErrors(run, call))),
    );
}

function hasOnlyErrors(run: Dossier['run'], { id }: Call): boolean {
  const { body } = run.contentOf(id).response;
  return isObject(body) && Array.isArray(body.errors) && body.errors.length > 0 && (body.data ?? null) === null;
}

const counts = (change: DossierChange): boolean => change.class === 'domain' && !change.classUnsure && moved(change);

const isSure = (write: DossierWrite): boolean =>
  isCertain(write) || (write.isLikely && write.isNamed && write.isTelling && bestOther([write]) === null);

const writesOf = ({ writes }: Dossier, calls: readonly Call[]): DossierWrite[] => {
  const ids = new Set(calls.map(({ id }) => id));
  return writes.filter((write) => ids.has(write.exchangeId) && write.changes.some(counts));
};

function mayBeTwins(dossier: Dossier, failed: readonly Call[], { exchangeId }: DossierWrite): boolean {
  const call = failed.find(({ id }) => id === exchangeId);
  const refused = new Set(failed.map(({ id }) => id));
  const others = dossier.run.callsOf(dossier.endpoint.id).filter(({ id }) => !refused.has(id));
  return call !== undefined && hasAcceptedTwin(dossier, others, call);
}

/** Names of tables that are there to remember what failed. */
const OF_FAILURES = /(?:^|_)(?:attempts?|failures?|failed|errors?|rejections?|declines?)(?:_|$)/i;

/** Whether all that a call left is a row that says so: perhaps it is meant to. */
const keepsFailure = ({ changes }: DossierWrite): boolean =>
  changes.filter(counts).every(({ op, table }) => op === 'insert' && OF_FAILURES.test(tableWord(table)));

const tablesIn = (writes: readonly DossierWrite[]): string[] => [
  ...new Set(writes.flatMap(({ changes }) => changes.filter(counts).map(({ table }) => tableWord(table)))),
];

const callsIn = (writes: readonly DossierWrite[]): number[] => [...new Set(writes.map(({ exchangeId }) => exchangeId))];

/** `409 and 500: what the client was told`. */
function answersOf(calls: readonly Call[]): ProofFigure {
  const statuses = [...new Set(calls.map(({ status }) => status ?? 0))].sort((a, b) => a - b).map(String);
  return { figure: listOf(statuses.slice(0, 4)), words: 'is what the client was told' };
}

function broken(dossier: Dossier, failed: readonly Call[]): Judgement | null {
  const own = failed.filter(({ status }) => !OF_A_GATEWAY.has(status ?? 0));
  const sure = writesOf(dossier, own).filter((write) => isSure(write) && !keepsFailure(write));
  const writes = sure.filter((write) => isCertain(write) || !mayBeTwins(dossier, failed, write));
  if (writes.length === 0) return null;
  const counted = callsIn(writes);
  const tables = tablesIn(writes);
  const first = own.find(({ id }) => id === counted[0]) as Call;
  return outcome({
    verdict: 'broken',
    summary: `${formatCount(counted.length)} of ${formatCount(failed.length)} failed ${plural(failed.length, 'call')} changed rows all the same: ${listOf(tables)}.`,
    clause: `writes ${listOf(tables.slice(0, 2))} and answers ${first.status}`,
    judged: failed.length,
    counted,
    figure: answersOf(own.filter(({ id }) => counted.includes(id))),
    writes,
    exhibits: [
      {
        kind: 'sequence',
        title: 'A failed call that wrote',
        constructed: false,
        steps: [stepOf(first, `is answered ${first.status}, and writes ${listOf(tables)}`)],
      },
    ],
    remedy: `Write ${listOf(tables)} in the same transaction as everything else the call does, and roll it back where the answer is ${first.status}.`,
  });
}

function unsure(dossier: Dossier, failed: readonly Call[]): Judgement | null {
  const writes = writesOf(dossier, failed);
  if (writes.length === 0) return null;
  const gateways = failed.filter(({ status }) => OF_A_GATEWAY.has(status ?? 0));
  const byGateway = writesOf(dossier, gateways).length > 0;
  const kept = writes.every((write) => isSure(write) && keepsFailure(write));
  const why = kept
    ? 'That table seems to remember what failed; if the product does not show it, class it as telemetry in Tables.'
    : byGateway
      ? 'The answer may be that of a gateway: the server may have finished its work, and the client cannot know.'
      : 'The links do not tell them apart from other causes; request ids in the change log would.';
  return outcome({
    verdict: 'unsure',
    summary: `${formatCount(callsIn(writes).length)} of ${formatCount(failed.length)} failed ${plural(failed.length, 'call')} may have changed ${listOf(tablesIn(writes))}. ${why}`,
    clause: 'may write and fail',
    judged: failed.length,
    figure: answersOf(failed),
    writes,
  });
}

const holds = (failed: readonly Call[]): Judgement =>
  outcome({
    verdict: 'holds',
    summary: `${failed.length === 1 ? 'The one failed call' : `None of ${formatCount(failed.length)} failed calls`} changed ${failed.length === 1 ? 'no row' : 'a row'} of the product.`,
    clause: 'failed calls leave nothing behind',
    figure: answersOf(failed),
    probability: (failed.length + 1) / (failed.length + 2),
    judged: failed.length,
  });
