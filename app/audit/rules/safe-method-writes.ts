import { sentences, writesClause } from '../../../shared/text.ts';
import { isSafe, type TableClass, type Verdict } from '../../../shared/words.ts';
import { domainEffect, explainedByChance, hasValues, isDomain, strong, tablesIn } from '../parts/domain-effect.ts';
import { conditionOfOffence } from '../parts/offenders.ts';
import { keysShown } from '../parts/own-keys.ts';
import {
  type Content,
  type Dossier,
  type DossierChange,
  type DossierWrite,
  defineRule,
  type Judgement,
} from '../rule.ts';
import {
  anyRight,
  bestOther,
  byCall,
  chanceOfAtLeast,
  evidenceOf,
  expectedByChance,
  isCertain,
  moved,
  NOT_CHANCE,
  strengthsOf,
  tablesOf,
} from '../weigh.ts';

export const safeMethodWrites = defineRule({
  id: 'safe-method-writes',
  title: 'Safe methods must not change domain rows',
  what: 'A call with a safe method (GET, HEAD, OPTIONS, TRACE, QUERY, and WebDAV’s PROPFIND, REPORT and SEARCH), or a GraphQL query, inserts, updates or deletes rows that belong to the product. Telemetry that no response shows, session rows and events for other programs are allowed and listed. Where another request may still have been at work, where calls wait for a change, or where a timer keeps step with them, it is unsure. A call answered with 5xx does not count as one that kept the rule.',
  why: 'Safe methods promise that the caller asks for no change (RFC 9110 §9.2.1). Browsers prefetch them, caches answer them, mail scanners open them, proxies and libraries repeat them, all without asking anyone. If such a call writes, rows change when nobody meant them to, and stay unchanged when a cache answers in your place.',
  remedy:
    'Let the call only read. Move the write behind a request that says so: POST to record something, PUT or PATCH to change a resource. If the write only counts visits, emit an event that no response depends on and class its table as telemetry. Announce the switch to the clients that rely on the effect.',
  source:
    'RFC 9110 §9.2.1 (safe methods); IANA, HTTP Method Registry (which methods are safe); Open edX, "Ensure GET is idempotent".',
  example: `GET /courses/7/progress
  200, and a row is added to course_visits
GET /courses/7/progress   (a prefetch, nobody looked)
  200, and another row is added`,
  severity: 'error',
  thresholds: {},
  appliesTo: (endpoint) =>
    isSafe(endpoint) || {
      why: `${endpoint.method} is not among the methods registered as safe (RFC 9110 §9.2.1): it may write.`,
    },
  judge: (dossier) =>
    notJudged(dossier) ?? domainWrites(dossier) ?? openClass(dossier) ?? lesserWrites(dossier) ?? noWrites(dossier),
});

const isOpenClass = (change: DossierChange): boolean => change.classUnsure && moved(change);
const LESSER: ReadonlySet<TableClass> = new Set(['telemetry', 'session', 'outbox']);
const isLesser = (change: DossierChange): boolean => LESSER.has(change.class) && !change.classUnsure && moved(change);

const isTelemetry = (change: DossierChange): boolean => change.class === 'telemetry';

function notJudged(dossier: Dossier): Judgement | null {
  if (!dossier.hasChangeLog) return without(dossier, 'not-judged', sentences.noChangeLog(), 'no change log', 0);
  if (dossier.reached > 0) return null;
  const summary = sentences.neverReached(dossier.answeredFromCache);
  return without(dossier, 'not-judged', summary, 'no call reached the server', 0);
}

/** Calls that the server broke off show what fails, not what the endpoint does. */
const brokenOff = ({ run, endpoint }: Dossier): number =>
  run.callsOf(endpoint.id).filter(({ reached, status }) => reached !== 'no' && status !== null && status >= 500).length;

/** Broken, or unsure with the reason why the writes do not suffice. */
function domainWrites(dossier: Dossier): Judgement | null {
  const effect = domainEffect(dossier);
  if (effect === null) return null;
  const { writes, expected, doubt } = effect;
  if (doubt !== null) return weighed(dossier, writes, isDomain, 'unsure', doubt);
  const { words, remedy } = conditionOfOffence(dossier, writes);
  const summary = [accusation(dossier, writes, expected), ...(words === null ? [] : [words])].join(' ');
  return { ...weighed(dossier, writes, isDomain, 'broken', summary), remedy };
}

function accusation({ reached }: Dossier, writes: readonly DossierWrite[], expected: number): string {
  const wrote = byCall(writes).size;
  if (wrote > 2) return sentences.broken(wrote, reached, expected);
  if (writes.some(isCertain)) return sentences.brokenFew(wrote, reached, 'key');
  if (writes.some((write) => write.changes.some((change) => isDomain(change) && change.shownAs.length > 0)))
    return sentences.brokenFew(wrote, reached, 'shown');
  return sentences.brokenFew(wrote, reached, hasValues(writes) ? 'value' : 'alone');
}

/** Updates that were domain or not: the columns that moved were not captured. */
function openClass(dossier: Dossier): Judgement | null {
  const writes = strong(dossier, isOpenClass);
  if (writes.length === 0) return null;
  const tables = [
    ...new Set(writes.flatMap((write) => write.changes.filter(isOpenClass).map((change) => change.table))),
  ];
  const summary = sentences.classUnsure(byCall(writes).size, dossier.reached, tables);
  return weighed(dossier, writes, isOpenClass, 'unsure', summary);
}

/** Telemetry, session rows and events are allowed while no response shows telemetry, and are listed as such. */
function lesserWrites(dossier: Dossier): Judgement | null {
  const writes = strong(dossier, isLesser);
  const wrote = byCall(writes).size;
  // Nobody is accused here, so values on both sides suffice: these tables are busy, and chance alone explains much.
  const byTimeOnly = !hasValues(writes);
  if (wrote === 0) return null;
  if (byTimeOnly && explainedByChance(writes, expectedByChance(writes, dossier.chance, isLesser))) return null;
  const changes = writes.flatMap((write) => write.changes).filter(isLesser);
  const linked = changes.filter(isTelemetry).flatMap((change) => change.shownAs);
  const shown = [...linked, ...keysShown(dossier, writes, (change) => isLesser(change) && isTelemetry(change))];
  if (shown.length > 0) {
    const summary = sentences.telemetryShown(wrote, dossier.reached, tablesIn(changes, 'telemetry'), [
      ...new Set(shown),
    ]);
    return weighed(dossier, writes, isLesser, 'unsure', summary);
  }
  const summary = sentences.allowed(
    wrote,
    dossier.reached,
    tablesIn(changes, 'telemetry'),
    tablesIn(changes, 'session'),
    tablesIn(changes, 'outbox'),
    unseenAnswers(dossier, writes),
  );
  return weighed(dossier, writes, isLesser, 'allowed', summary);
}

/** Writing calls whose answer was kept in part only, or not at all. */
function unseenAnswers({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): number {
  const wrote = byCall(writes);
  const calls = run.callsOf(endpoint.id).filter(({ id }) => wrote.has(id));
  return calls.filter(({ id, status }) => status !== 304 && isUnseen(run.contentOf(id).response)).length;
}

const isUnseen = ({ bodyState }: Content): boolean => bodyState === 'cut' || bodyState === 'missing';

/** Holds, unless links too weak to count are more than chance would bring, or no call got through. */
function noWrites(dossier: Dossier): Judgement {
  const weak = dossier.writes.filter((write) => !write.isLikely && write.changes.some(isDomain));
  const maybe = byCall(weak).size;
  if (maybe > 0 && chanceOfAtLeast(maybe, expectedByChance(weak, dossier.chance, isDomain)) < NOT_CHANCE)
    return weighed(dossier, weak, isDomain, 'unsure', sentences.weakLinks(maybe, dossier.reached));
  const unmoved = dossier.writes.filter((write) => write.isLikely && write.changes.some((each) => !moved(each)));
  const failed = brokenOff(dossier);
  const worked = dossier.reached - failed;
  if (worked <= 0) return without(dossier, 'not-judged', sentences.allBrokenOff(failed), 'every call failed', 0);
  const summary =
    unmoved.length === 0
      ? sentences.holds(worked, failed)
      : sentences.holdsUnmoved(worked, byCall(unmoved).size, tablesUnmoved(unmoved));
  // The rule of succession: how likely the next call is to keep the rule too.
  const held = without(dossier, 'holds', summary, 'no call wrote', (worked + 1) / (worked + 2));
  return { ...held, proof: { ...held.proof, calls: worked } };
}

const tablesUnmoved = (writes: readonly DossierWrite[]): string[] => [
  ...new Set(writes.flatMap((write) => write.changes.filter((each) => !moved(each)).map((each) => each.table))),
];

/** The counts are the whole proof, and the rule's remedy fits every endpoint. */
const NOTHING_MORE = { severity: null, exhibits: [], remedy: null } as const;

/** A judgement that rests on these writes. */
function weighed(
  dossier: Dossier,
  writes: readonly DossierWrite[],
  counts: (change: DossierChange) => boolean,
  verdict: Verdict,
  summary: string,
): Judgement {
  const expected = expectedByChance(writes, dossier.chance, counts);
  const counted = [...byCall(writes.toSorted((a, b) => b.probability - a.probability)).keys()];
  const chance = writes.some(isCertain) ? 0 : chanceOfAtLeast(counted.length, expected);
  // Beside what counts, what means less; but no domain rows that chance explains.
  const counting = new Set(writes);
  const beside = dossier.writes.filter(
    (write) => write.isLikely && !counting.has(write) && !write.changes.some(isDomain),
  );
  return {
    verdict,
    summary,
    clause: writesClause(tablesOf(writes), counted.length, dossier.reached),
    probability: verdict === 'unsure' ? 0.5 : Math.min(anyRight(writes), 1 - chance),
    proof: {
      calls: dossier.reached,
      wrote: counted.length,
      expected,
      bestOther: bestOther(writes),
      strengths: strengthsOf(writes),
    },
    tables: tablesOf([...writes, ...beside]),
    evidence: evidenceOf(writes),
    counted,
    ...NOTHING_MORE,
  };
}

/** A judgement without any write to show. */
function without(dossier: Dossier, verdict: Verdict, summary: string, clause: string, probability: number): Judgement {
  const strengths = { certain: 0, veryLikely: 0, likely: 0 };
  const proof = { calls: dossier.reached, wrote: 0, expected: 0, bestOther: null, strengths };
  return { verdict, summary, clause, probability, proof, tables: [], evidence: [], counted: [], ...NOTHING_MORE };
}
