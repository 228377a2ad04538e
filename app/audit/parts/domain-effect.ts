import { sentences } from '../../../shared/text.ts';
import type { TableClass } from '../../../shared/words.ts';
import type { Dossier, DossierChange, DossierWrite } from '../rule.ts';
import {
  bestOther,
  byCall,
  byRarest,
  chanceOfAtLeast,
  expectedByChance,
  isCertain,
  moreCallsToDecide,
  moved,
  NOT_CHANCE,
  OUTSIDE,
} from '../weigh.ts';
import { namedBeforeMade } from './known-before.ts';
import { longestWait, sharedBeat } from './pace.ts';
import { watchedWork } from './watched.ts';

/** Whether an endpoint that should only read wrote domain rows: what rules about reads share. */

/** The most background a single writing call may have: with value evidence, and by its time alone. */
const SINGLE_BY_VALUE = 0.1;
const SINGLE_BY_TIME = 0.01;

/** Share of the calls that must write where the writes may be those of requests that were not recorded. */
const NEARLY_ALL = 0.9;

/** Writes whose rows are read, the first ones: they show what the others are. */
const MOST_ROWS = 500;

/** A change that surely counts: of a domain table, and with another value than before. */
export const isDomain = (change: DossierChange): boolean =>
  change.class === 'domain' && !change.classUnsure && moved(change);

/** The writes that links speak for, among them a change that counts. */
export const strong = (dossier: Dossier, counts: (change: DossierChange) => boolean): DossierWrite[] =>
  dossier.writes.filter((write) => write.isLikely && write.changes.some(counts));

/** Writes of domain rows that links speak for, and why they may not be the endpoint's own. */
export interface DomainEffect {
  readonly writes: readonly DossierWrite[];
  /** Writes that chance would bring. */
  readonly expected: number;
  /** A sentence; null where nothing speaks against it. */
  readonly doubt: string | null;
}

/** Null where no likely link leads to a domain row. */
export function domainEffect(dossier: Dossier): DomainEffect | null {
  const all = strong(dossier, isDomain);
  if (all.length === 0) return null;
  const standing = [...byRarest(all, dossier.chance, isDomain).values()]
    .filter((group) => !explainedByChance(group, expectedByChance(group, dossier.chance, isDomain)))
    .flat();
  // Writes that chance explains must not dilute those it does not.
  const writes = standing.length > 0 ? standing : all;
  const expected = expectedByChance(writes, dossier.chance, isDomain);
  const doubt =
    announced(dossier, writes) ??
    byChance(dossier, writes, expected) ??
    missingRequest(dossier, writes) ??
    otherCause(dossier, writes, expected) ??
    madeInThatSecond(dossier, writes) ??
    wasThereBefore(dossier, writes, expected) ??
    goesOnElsewhere(dossier, writes, expected) ??
    inStep(dossier, writes);
  return { writes, expected, doubt };
}

/** A browser asks leave with OPTIONS before it sends another request, which the capture may lack. */
function announced({ endpoint, reached, run }: Dossier, writes: readonly DossierWrite[]): string | null {
  if (endpoint.method !== 'OPTIONS' || writes.some(isCertain)) return null;
  const calls = [...byCall(writes).keys()];
  const asksLeave = (id: number): boolean => {
    const { request } = run.contentOf(id);
    return !request.hasHeaders || request.header('Access-Control-Request-Method') !== null;
  };
  return calls.every(asksLeave) ? sentences.announced(calls.length, reached) : null;
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

/** Whether more calls are left than chance explains, once those are taken out that have another explanation. */
function standsWithout(explained: ReadonlySet<number>, writes: readonly DossierWrite[], expected: number): boolean {
  const left = [...byCall(writes).keys()].filter((id) => !explained.has(id)).length;
  return explained.size === 0 || (left > 1 && chanceOfAtLeast(left, expected) < NOT_CHANCE);
}

/**
 * Within a whole second a row may have been made before the call that is the first to show it. So if nothing that the
 * calls sent stands in the rows, nearly all calls must write, and nothing else may write these tables.
 */
function madeInThatSecond({ reached, run }: Dossier, writes: readonly DossierWrite[]): string | null {
  const wrote = byCall(writes).size;
  if (writes.some((write) => isCertain(write) || write.isSent) || !writes.every(isToTheSecond)) return null;
  const tables = tablesIn(
    writes.flatMap(({ changes }) => changes.filter(isDomain)),
    'domain',
  );
  const alone = tables.every((table) => run.eventsOf(table).every(({ exchangeId }) => exchangeId !== null));
  return wrote > 2 && wrote >= reached * NEARLY_ALL && alone ? null : sentences.inThatSecond(wrote, reached);
}

const isToTheSecond = ({ timeUs }: DossierWrite): boolean => timeUs !== null && timeUs % 1_000_000 === 0;

/** Who names a row by its key knew it before. */
function wasThereBefore(dossier: Dossier, writes: readonly DossierWrite[], expected: number): string | null {
  if (writes.some(isCertain)) return null;
  const some = writes.slice(0, MOST_ROWS);
  return standsWithout(namedBeforeMade(dossier, some), some, expected)
    ? null
    : sentences.knownBefore(byCall(writes).size, dossier.reached);
}

/** The work may have been begun by another request, or be what the calls wait for. */
function goesOnElsewhere(dossier: Dossier, writes: readonly DossierWrite[], expected: number): string | null {
  if (writes.some(isCertain)) return null;
  const { reached } = dossier;
  const calls = [...byCall(writes).keys()];
  const waited = longestWait(dossier, writes);
  if (waited !== null) return sentences.waits(calls.length, reached, waited / 1e6);
  const watched = watchedWork(dossier, writes);
  if (watched === null || standsWithout(watched.calls, writes, expected)) return null;
  return sentences.watches(calls.length, reached, watched.by);
}

/** A timer in step with regular calls looks as if they wrote, where no value ties the rows to a call. */
function inStep(dossier: Dossier, writes: readonly DossierWrite[]): string | null {
  if (writes.some((write) => write.isNamed || isCertain(write))) return null;
  const beat = sharedBeat(dossier, writes);
  return beat === null ? null : sentences.inStep(byCall(writes).size, dossier.reached, beat / 1e6);
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
export function explainedByChance(writes: readonly DossierWrite[], expected: number): boolean {
  const wrote = byCall(writes).size;
  if (writes.some(isCertain)) return false;
  if (wrote > 1) return chanceOfAtLeast(wrote, expected) >= NOT_CHANCE;
  return expected >= (hasValues(writes) ? SINGLE_BY_VALUE : SINGLE_BY_TIME);
}

/** Whether a value, or something certain, speaks for one of them. */
export const hasValues = (writes: readonly DossierWrite[]): boolean =>
  writes.some((write) => write.basis.includes('value') || isCertain(write));

/** The tables of that class, each once. */
export const tablesIn = (changes: readonly DossierChange[], wanted: TableClass): string[] => [
  ...new Set(changes.filter((change) => change.class === wanted).map((change) => change.table)),
];
