import type { Change, Micros } from '../../../shared/records.ts';
import { isSafe } from '../../../shared/words.ts';
import type { Call, DossierWrite, RunView } from '../rule.ts';
import { isCertain } from '../weigh.ts';
import { canonical } from './answers.ts';
import { callerKey } from './conditions.ts';
import { HISTORY } from './repeats.ts';
import { representationOf } from './representation.ts';
import { carried } from './target-row.ts';
import { digest } from './values.ts';
import { within } from './within.ts';

/** Two equal POSTs of one caller, one right after the other. */
export interface Retry {
  readonly first: Call;
  readonly again: Call;
  /** Both carried the same Idempotency-Key. */
  readonly keyed: boolean;
  /** The first had no answer, or one that asks to try again. */
  readonly unanswered: boolean;
  /** From the end of the first to the second: who has had the answer for long may mean the second one, too. */
  readonly pauseUs: Micros;
  /** What the second made that the first had made, too. */
  readonly made: readonly Made[];
  /** A write of the second could not be told. */
  readonly unclear: boolean;
  /** One of at least three, each sent after the answer to the one before. */
  readonly inSeries: boolean;
}

export interface Made {
  readonly table: string;
  readonly write: DossierWrite;
  readonly key: Change['key'];
}

const KEYS = ['Idempotency-Key', 'X-Idempotency-Key', 'X-Parse-Request-Id', 'X-Request-Token'];
const TRY_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Pairs of equal POSTs to one address at most `withinUs` apart, with nothing else the caller wrote between. */
export function findRetries(
  run: RunView,
  calls: readonly Call[],
  writes: readonly DossierWrite[],
  withinUs: Micros,
): Retry[] {
  const byCall = Map.groupBy(writes, (write) => write.exchangeId);
  const last = new Map<string, Call>();
  const retries = calls.flatMap((again): Retry[] => {
    const request = requestOf(run, again);
    if (request === null || again.startUs === null) return [];
    const key = JSON.stringify([again.resource, [...again.query].sort(), callerKey(again), request.digest]);
    const first = last.get(key);
    last.set(key, again);
    if (!first || again.startUs - (first.startUs ?? 0) > withinUs || hasMovedOn(run, first, again)) return [];
    const earlier = requestOf(run, first);
    if (earlier === null || earlier.key !== request.key) return [];
    const own = madeBy(run, again, byCall.get(again.id) ?? []);
    const firstMade = madeBy(run, first, byCall.get(first.id) ?? []);
    if (hasLookedAt(run, first, again, firstMade)) return [];
    const before = new Set(firstMade.map(({ table }) => table));
    return [
      {
        first,
        again,
        keyed: request.key !== null,
        unanswered: first.status === null || TRY_AGAIN.has(first.status),
        pauseUs: again.startUs - (first.endUs ?? again.startUs),
        made: own.filter(({ table }) => before.has(table)),
        unclear: isUnclear(byCall.get(again.id) ?? []),
        inSeries: false,
      },
    ];
  });
  return markSeries(retries);
}

/** Three equal POSTs in a row, each after the answer to the one before: somebody counts up, writes "ok" or rolls dice. */
function markSeries(retries: readonly Retry[]): Retry[] {
  const firsts = new Map(retries.map((retry) => [retry.first.id, retry]));
  const agains = new Map(retries.map((retry) => [retry.again.id, retry]));
  const isAnswered = (retry: Retry | undefined): boolean =>
    retry !== undefined && !retry.unanswered && retry.pauseUs > 0;
  return retries.map((retry) => {
    const neighbours = [firsts.get(retry.again.id), agains.get(retry.first.id)];
    return { ...retry, inSeries: isAnswered(retry) && neighbours.some(isAnswered) };
  });
}

/** Null where the request says nothing of its own. */
function requestOf(run: RunView, { id }: Call): { digest: string; key: string | null } | null {
  const { request } = run.contentOf(id);
  const { body } = request;
  if (body === undefined || body === null || digest(body).length < 5) return null;
  return {
    digest: digest(body),
    key: KEYS.map((name) => request.header(name)).find((value) => value !== null) ?? null,
  };
}

/** Who did something else meanwhile has had the answer and means the second one, too. */
function hasMovedOn(run: RunView, first: Call, again: Call): boolean {
  const isOther = (call: Call): boolean =>
    call.id !== first.id && call.id !== again.id && callerKey(call) === callerKey(first);
  const meanwhile = (calls: readonly Call[]): Call[] =>
    within(calls, ({ startUs }) => startUs, first.startUs ?? 0, again.startUs ?? 0);
  return run.endpoints.some((endpoint) => !isSafe(endpoint) && meanwhile(run.callsOf(endpoint.id)).some(isOther));
}

/** Who opened what the first one made knows of it, and means another one. */
function hasLookedAt(run: RunView, first: Call, again: Call, made: readonly Made[]): boolean {
  const keys = new Set(made.flatMap(({ key }) => Object.values(key ?? {}).flatMap((cell) => canonical(cell) ?? [])));
  if (keys.size === 0) return false;
  const reads = within(
    run.answeredReads(),
    ({ endUs }) => endUs,
    first.endUs ?? first.startUs ?? 0,
    again.startUs ?? 0,
  );
  const endpoints = new Set(reads.map(({ endpointId }) => endpointId));
  const ids = new Set(reads.map(({ id }) => id));
  return [...endpoints]
    .flatMap((endpointId) => run.callsOf(endpointId).filter(({ id }) => ids.has(id)))
    .some((call) => callerKey(call) === callerKey(first) && call.path.split('/').some((part) => keys.has(part)));
}

/** Rows that were added and hold what the body says, or are all that was added; rows of histories are not made by the caller. */
function madeBy(run: RunView, { id }: Call, writes: readonly DossierWrite[]): Made[] {
  const body = representationOf(run.contentOf(id).request.body);
  return writes
    .filter((write) => isCertain(write) || (write.isLikely && write.isNamed))
    .flatMap((write) =>
      run
        .rowsOf(write.transactionId)
        .flatMap((change, at) =>
          write.changes[at]?.class === 'domain' && isMade(change, body)
            ? [{ table: change.table, write, key: change.key }]
            : [],
        ),
    );
}

const isMade = ({ op, table, after }: Change, body: ReturnType<typeof representationOf>): boolean =>
  op === 'insert' && after !== null && !HISTORY.test(table) && body !== null && carried(body, after).length > 0;

const isUnclear = (writes: readonly DossierWrite[]): boolean =>
  writes.some(
    ({ isLikely, isNamed, changes }) =>
      (!isLikely || !isNamed) &&
      changes.some(({ op, class: meaning, table }) => op === 'insert' && meaning === 'domain' && !HISTORY.test(table)),
  );
