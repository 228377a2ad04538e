import { formatCount, plural } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { isSafe } from '../../../shared/words.ts';
import { notJudged, outcome } from '../outcome.ts';
import { domainEffect } from '../parts/domain-effect.ts';
import { freshnessOf } from '../parts/freshness.ts';
import { stepOf } from '../parts/steps.ts';
import { type Call, type Dossier, defineRule } from '../rule.ts';

export const cachedSideEffect = defineRule({
  id: 'cached-side-effect',
  title: 'An effect must not depend on the cache',
  what: 'A read that writes rows of the product is answered from a cache at times, or may be, going by its headers, or is fetched ahead by a browser. Then the write is missing where somebody read, or was made where nobody did.',
  why: 'A visit that is counted by a cacheable GET counts the visits that the cache let through. It differs by browser, by proxy and by the day, and no log shows it.',
  remedy:
    'Move the write out of the read. Until then answer with Cache-Control: no-store, and leave the write out where Sec-Purpose says prefetch.',
  source: 'RFC 9111 §3 and §4 (what is stored and reused); RFC 9110 §9.2.1 and §15.4.5 (304).',
  example: `GET /courses/7   Cache-Control: max-age=600
  200, and a visit is added
GET /courses/7   (from the browser's cache)
  no visit is added`,
  severity: 'warning',
  thresholds: {
    mostCalls: { value: 500, about: 'calls of an endpoint whose headers are read, the first ones' },
  },
  appliesTo: (endpoint) =>
    (isSafe(endpoint) && CACHED.has(endpoint.method)) || { why: 'Caches answer GET, HEAD and QUERY only.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const effect = domainEffect(dossier);
    if (effect === null)
      return notJudged('No call wrote rows of the product, so nothing depends on a cache.', 'no effect');
    const seen = lookAt(dossier, limits.mostCalls);
    const { summary, clause, counted } = told(dossier, seen);
    if (counted.length === 0 && !seen.reached.some(({ id }) => dossier.run.contentOf(id).response.hasHeaders))
      return notJudged(
        'No headers of its answers were recorded, so whether a cache may keep them is not known.',
        'no headers',
      );
    if (counted.length === 0)
      return outcome({
        verdict: 'holds',
        summary,
        clause,
        judged: seen.reached.length,
        figure: cacheFigure(seen),
        probability: 0.9,
      });
    const isSure = effect.doubt === null;
    return outcome({
      verdict: isSure ? 'broken' : 'unsure',
      severity: seen.fromCache.length + seen.ahead.length > 0 ? 'error' : 'warning',
      summary: isSure ? summary : `${summary} Whether its writes are its own is not sure: ${effect.doubt}`,
      clause,
      judged: seen.reached.length + seen.fromCache.length,
      figure: cacheFigure(seen),
      counted: isSure ? counted.map(({ id }) => id) : [],
      writes: effect.writes,
      exhibits: isSure ? [exhibitOf(seen, counted)] : [],
    });
  },
});

/** Of the safe methods those whose answers a cache may use again; those of the others it never does. */
const CACHED: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY']);

interface Seen {
  readonly reached: readonly Call[];
  /** Answered without the server. */
  readonly fromCache: readonly Call[];
  /** Answered 304: a copy is kept and asked about. */
  readonly revalidated: readonly Call[];
  /** Fetched ahead of need. */
  readonly ahead: readonly Call[];
  /** Answers that a cache may use again without asking. */
  readonly storable: readonly Call[];
}

function lookAt({ run, endpoint }: Dossier, most: number): Seen {
  const calls = run.callsOf(endpoint.id).slice(0, most);
  const reached = calls.filter((call) => call.reached !== 'no');
  const isAhead = ({ id }: Call): boolean => {
    const { request } = run.contentOf(id);
    return /prefetch|prerender/i.test(
      [request.header('Sec-Purpose'), request.header('Purpose'), request.header('X-Moz')].join(' '),
    );
  };
  return {
    reached,
    fromCache: calls.filter((call) => call.reached === 'no'),
    revalidated: reached.filter(({ status }) => status === 304),
    ahead: reached.filter(isAhead),
    storable: reached.filter((call) => freshnessOf(call, run.contentOf(call.id).response) === 'fresh'),
  };
}

function told(
  { answeredFromCache }: Dossier,
  seen: Seen,
): { summary: string; clause: string; counted: readonly Call[] } {
  const many = (calls: readonly Call[]): string => `${formatCount(calls.length)} ${plural(calls.length, 'call')}`;
  if (answeredFromCache > 0)
    return {
      summary: `It writes, and ${formatCount(answeredFromCache)} of its answers came from a cache: there the write is missing.`,
      clause: 'answers come from the cache',
      counted: seen.fromCache,
    };
  if (seen.ahead.length > 0)
    return {
      summary: `It writes, and ${many(seen.ahead)} ${plural(seen.ahead.length, 'was', 'were')} fetched ahead by a browser: nobody had opened it.`,
      clause: 'is fetched ahead',
      counted: seen.ahead,
    };
  if (seen.revalidated.length > 0)
    return {
      summary: `It writes, and ${many(seen.revalidated)} ${plural(seen.revalidated.length, 'was', 'were')} answered 304: clients keep a copy of what has an effect.`,
      clause: 'is answered 304',
      counted: seen.revalidated,
    };
  if (seen.storable.length > 0)
    return {
      summary: `It writes, and ${many(seen.storable)} of ${formatCount(seen.reached.length)} ${plural(seen.storable.length, 'was', 'were')} answered so that a cache may use the answer again without asking.`,
      clause: 'may be cached',
      counted: seen.storable,
    };
  return {
    summary: 'It writes, but no answer may be kept by a cache, and none was fetched ahead.',
    clause: 'no cache comes between',
    counted: [],
  };
}

/** `3 from a cache; 1 fetched ahead`: what the verdict rests on first, and what was not seen last. */
const cacheFigure = ({ fromCache, ahead, revalidated, storable }: Seen): ProofFigure => {
  const kinds = [
    { calls: fromCache, word: 'from a cache' },
    { calls: ahead, word: 'fetched ahead' },
    { calls: revalidated, word: 'answered 304' },
    { calls: storable, word: 'that a cache may keep' },
  ];
  const [first = '', ...others] = kinds
    .toSorted((a, b) => Number(a.calls.length === 0) - Number(b.calls.length === 0))
    .map(({ calls, word }) => `${formatCount(calls.length)} ${word}`);
  return { figure: first, words: others.join(', ') };
};

function exhibitOf({ fromCache, ahead }: Seen, counted: readonly Call[]) {
  const word = (call: Call): string =>
    fromCache.includes(call)
      ? 'is answered from a cache'
      : ahead.includes(call)
        ? 'is fetched ahead'
        : `is answered ${call.status}, for a cache to keep`;
  const steps = counted.slice(0, 3).map((call) => stepOf(call, word(call)));
  return { kind: 'sequence' as const, title: 'Calls between which a cache stands', constructed: false, steps };
}
