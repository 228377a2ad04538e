import { LIKELY, sentences, writesClause } from '../../../shared/text.ts';
import { isSafe, type TableClass, type Verdict } from '../../../shared/words.ts';
import { type Dossier, type DossierChange, type DossierWrite, defineRule, type Judgement } from '../rule.ts';
import {
  anyRight,
  bestOther,
  byCall,
  byRarest,
  chanceOfAtLeast,
  evidenceOf,
  expectedByChance,
  isCertain,
  moreCallsToDecide,
  moved,
  NOT_CHANCE,
  OUTSIDE,
  strengthsOf,
  tablesOf,
} from '../weigh.ts';

/** The most background a single writing call may have: with value evidence, and by its time alone. */
const SINGLE_BY_VALUE = 0.1;
const SINGLE_BY_TIME = 0.01;

/** Share of the calls that must write where the writes may be those of requests that were not recorded. */
const NEARLY_ALL = 0.9;

export const safeMethodWrites = defineRule({
  id: 'safe-method-writes',
  title: 'Safe methods must not change domain rows',
  what: 'A call with a safe method (GET, HEAD, OPTIONS, TRACE), or a GraphQL query, inserts, updates or deletes rows that belong to the product. Telemetry that no response shows, session rows and events for other programs are allowed and listed.',
  why: 'GET, HEAD, OPTIONS and TRACE promise that the caller asks for no change (RFC 9110 §9.2.1). Browsers prefetch them, caches answer them, mail scanners open them, proxies and libraries repeat them, all without asking anyone. If such a call writes, rows change when nobody meant them to, and stay unchanged when a cache answers in your place.',
  remedy:
    'Let the call only read. Move the write behind a request that says so: POST to record something, PUT or PATCH to change a resource. If the write only counts visits, emit an event that no response depends on and class its table as telemetry. Announce the switch to the clients that rely on the effect.',
  source: 'RFC 9110 §9.2.1 (safe methods); Open edX, "Ensure GET is idempotent".',
  example: `GET /courses/7/progress
  200, and a row is added to course_visits
GET /courses/7/progress   (a prefetch, nobody looked)
  200, and another row is added`,
  severity: 'error',
  thresholds: {},
  appliesTo: (endpoint) =>
    isSafe(endpoint) || {
      why: `${endpoint.method} is not among the safe methods of RFC 9110 §9.2.1: it may write.`,
    },
  judge: (dossier) =>
    notJudged(dossier) ?? domainWrites(dossier) ?? openClass(dossier) ?? lesserWrites(dossier) ?? noWrites(dossier),
});

const isDomain = (change: DossierChange): boolean => change.class === 'domain' && !change.classUnsure && moved(change);
const isOpenClass = (change: DossierChange): boolean => change.classUnsure && moved(change);
const LESSER: ReadonlySet<TableClass> = new Set(['telemetry', 'session', 'outbox']);
const isLesser = (change: DossierChange): boolean => LESSER.has(change.class) && !change.classUnsure && moved(change);

const strong = (dossier: Dossier, counts: (change: DossierChange) => boolean): DossierWrite[] =>
  dossier.writes.filter((write) => write.probability >= LIKELY && write.changes.some(counts));

function notJudged(dossier: Dossier): Judgement | null {
  if (!dossier.hasChangeLog) return without(dossier, 'not-judged', sentences.noChangeLog(), 'no change log', 0);
  if (dossier.reached > 0) return null;
  const summary = sentences.neverReached(dossier.answeredFromCache);
  return without(dossier, 'not-judged', summary, 'no call reached the server', 0);
}

/** Broken, or unsure with the reason why the writes do not suffice. */
function domainWrites(dossier: Dossier): Judgement | null {
  const all = strong(dossier, isDomain);
  if (all.length === 0) return null;
  const standing = [...byRarest(all, dossier.chance, isDomain).values()]
    .filter((group) => !explainedByChance(group, expectedByChance(group, dossier.chance, isDomain)))
    .flat();
  // Writes that chance explains must not dilute those it does not.
  const writes = standing.length > 0 ? standing : all;
  const expected = expectedByChance(writes, dossier.chance, isDomain);
  const doubt =
    byChance(dossier, writes, expected) ?? missingRequest(dossier, writes) ?? otherCause(dossier, writes, expected);
  if (doubt !== null) return weighed(dossier, writes, isDomain, 'unsure', doubt);
  return weighed(dossier, writes, isDomain, 'broken', accusation(dossier, writes, expected));
}

/**
 * A write whose own request is missing from the capture looks like one of the same client's next read. So rows that
 * others write too accuse a read only if most of its calls write, or if its responses hand out the new keys. Where
 * few calls write, a value must tie the rows to the call: the next best request of the same client was open too.
 */
function missingRequest({ reached }: Dossier, writes: readonly DossierWrite[]): string | null {
  const wrote = byCall(writes).size;
  const changes = writes.flatMap((write) => write.changes).filter(isDomain);
  if (writes.some(isCertain)) return null;
  const isUnrecorded = changes.some((change) => change.alsoBy === OUTSIDE);
  const most = wrote >= reached * (isUnrecorded ? NEARLY_ALL : 0.5);
  if (!most && !writes.some((write) => write.isNamed)) return sentences.missingRequest(wrote, reached, OUTSIDE);
  if (changes.some((change) => change.alsoBy === null)) return null;
  const handsOut = changes.some((change) => change.op === 'insert' && change.shownAs.length > 0);
  // A read after a write that was not recorded is the first to show its keys.
  const enough = most ? handsOut || wrote > 2 : handsOut && !isUnrecorded && wrote > 2;
  return enough ? null : sentences.missingRequest(wrote, reached, changes[0]?.alsoBy ?? '');
}

function otherCause({ reached }: Dossier, writes: readonly DossierWrite[], expected: number): string | null {
  const wrote = byCall(writes).size;
  const other = bestOther(writes);
  if (other === null || writes.some(isCertain)) return null;
  const left = wrote - other.calls;
  if (left > 1 && chanceOfAtLeast(left, expected) < NOT_CHANCE) return null;
  return sentences.otherCause(wrote, reached, other.endpoint, other.calls);
}

function byChance({ reached }: Dossier, writes: readonly DossierWrite[], expected: number): string | null {
  const wrote = byCall(writes).size;
  const changes = writes.flatMap((write) => write.changes).filter(isDomain);
  const explained = explainedByChance(writes, expected);
  if (wrote === 1 && hasValues(writes) && !writes.some((write) => write.isTelling || isCertain(write)))
    return sentences.singleByCommonValues(reached, tablesIn(changes, 'domain'));
  if (wrote === 1 && !hasValues(writes) && (explained || writes.some((write) => write.rival !== null)))
    return sentences.singleByTime(reached, tablesIn(changes, 'domain'));
  return explained ? sentences.tooClose(wrote, reached, expected, moreCallsToDecide(wrote, reached, expected)) : null;
}

/** Whether background activity could have brought these writes. A single one needs next to none beside it. */
function explainedByChance(writes: readonly DossierWrite[], expected: number): boolean {
  const wrote = byCall(writes).size;
  if (writes.some(isCertain)) return false;
  if (wrote > 1) return chanceOfAtLeast(wrote, expected) >= NOT_CHANCE;
  return expected >= (hasValues(writes) ? SINGLE_BY_VALUE : SINGLE_BY_TIME);
}

const hasValues = (writes: readonly DossierWrite[]): boolean =>
  writes.some((write) => write.basis.includes('value') || isCertain(write));

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
  const shown = changes.filter((change) => change.class === 'telemetry').flatMap((change) => change.shownAs);
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
  );
  return weighed(dossier, writes, isLesser, 'allowed', summary);
}

const tablesIn = (changes: readonly DossierChange[], wanted: TableClass): string[] => [
  ...new Set(changes.filter((change) => change.class === wanted).map((change) => change.table)),
];

/** Holds, unless links too weak to count are more than chance would bring. */
function noWrites(dossier: Dossier): Judgement {
  const weak = dossier.writes.filter((write) => write.probability < LIKELY && write.changes.some(isDomain));
  const maybe = byCall(weak).size;
  if (maybe > 0 && chanceOfAtLeast(maybe, expectedByChance(weak, dossier.chance, isDomain)) < NOT_CHANCE)
    return weighed(dossier, weak, isDomain, 'unsure', sentences.weakLinks(maybe, dossier.reached));
  const unmoved = dossier.writes.filter(
    (write) => write.probability >= LIKELY && write.changes.some((each) => !moved(each)),
  );
  const summary =
    unmoved.length === 0
      ? sentences.holds(dossier.reached)
      : sentences.holdsUnmoved(dossier.reached, byCall(unmoved).size, tablesUnmoved(unmoved));
  // The rule of succession: how likely the next call is to keep the rule too.
  return without(dossier, 'holds', summary, 'no call wrote', (dossier.reached + 1) / (dossier.reached + 2));
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
    (write) => write.probability >= LIKELY && !counting.has(write) && !write.changes.some(isDomain),
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
