import { VERY_LIKELY } from '../../shared/text.ts';
import type { Proof, TableWrites } from '../../shared/views.ts';
import type { TableClass } from '../../shared/words.ts';
import type { DossierChange, DossierWrite, EvidencePointer } from './rule.ts';

/** What rules share when they weigh writes: counting, chance, other causes. Pure. */

/** What was not recorded, in sentences. */
export const OUTSIDE = 'something outside the capture';

/** A rival below this share explains nothing. */
const RIVAL_FROM = 0.05;

/** Writes that chance would bring less often than this are not chance. Low, for many endpoints are judged at once. */
export const NOT_CHANCE = 0.001;

/** Whether a change left a mark: an update that moved nothing did not. */
export const moved = (change: DossierChange): boolean => change.op !== 'update' || change.changed?.length !== 0;

/** What makes two changes alike: operation, table, and class where it is not domain. */
export const signatureOf = (change: { op: string; table: string; class: TableClass }): string =>
  change.class === 'domain' ? `${change.op} ${change.table}` : `${change.op} ${change.table} (${change.class})`;

/** The writes of each call. */
export const byCall = (writes: readonly DossierWrite[]): Map<number, DossierWrite[]> =>
  Map.groupBy(writes, (write) => write.exchangeId);

/** The chance of at least `count` events where `expected` are expected (Poisson). */
export function chanceOfAtLeast(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  if (expected > 500) return count > expected + 5 * Math.sqrt(expected) ? 0 : 1;
  let term = Math.exp(-expected);
  let below = 0;
  for (let events = 0; events < count; events++) {
    below += term;
    term *= expected / (events + 1);
  }
  return Math.max(0, 1 - below);
}

/** Calls that would have to follow, at the rates seen, until chance is out; null where 10,000 would not do. */
export function moreCallsToDecide(wrote: number, calls: number, expected: number): number | null {
  for (let more = 10; more <= 10_000; more += more < 200 ? 10 : 100) {
    const factor = (calls + more) / calls;
    if (chanceOfAtLeast(Math.floor(wrote * factor), expected * factor) < NOT_CHANCE) return more;
  }
  return null;
}

/**
 * Groups writes by what chance would have to bring. A background transaction must look like the write in every table
 * that counts, so the rarest signature of each stands for it.
 */
export function byRarest(
  writes: readonly DossierWrite[],
  chance: ReadonlyMap<string, number>,
  counts: (change: DossierChange) => boolean,
): Map<string, DossierWrite[]> {
  return Map.groupBy(writes, (write) => {
    const counted = write.changes.filter(counts).sort((a, b) => chanceFor(a, chance) - chanceFor(b, chance));
    return counted[0] ? signatureOf(counted[0]) : '';
  });
}

/** How many of these writes chance would bring; those that carry the request's id cannot be chance. */
export function expectedByChance(
  writes: readonly DossierWrite[],
  chance: ReadonlyMap<string, number>,
  counts: (change: DossierChange) => boolean,
): number {
  const open = writes.filter((write) => !isCertain(write));
  return [...byRarest(open, chance, counts).keys()].reduce((sum, signature) => sum + (chance.get(signature) ?? 0), 0);
}

const chanceFor = (change: DossierChange, chance: ReadonlyMap<string, number>): number =>
  chance.get(signatureOf(change)) ?? 0;

/** The transaction carries the request's own id. */
export const isCertain = (write: DossierWrite): boolean =>
  write.basis.includes('key') && write.probability >= VERY_LIKELY;

/** The endpoint that could explain most of these calls, where links left room for another request. */
export function bestOther(writes: readonly DossierWrite[]): Proof['bestOther'] {
  const calls = new Map<string, Set<number>>();
  for (const { rival, exchangeId } of writes) {
    if (rival === null || rival.probability < RIVAL_FROM) continue;
    calls.set(rival.endpoint, (calls.get(rival.endpoint) ?? new Set()).add(exchangeId));
  }
  const [most] = [...calls].sort((a, b) => b[1].size - a[1].size);
  return most ? { endpoint: most[0], calls: most[1].size } : null;
}

/** Calls by the word for their strongest link. */
export function strengthsOf(writes: readonly DossierWrite[]): Proof['strengths'] {
  const strengths = { certain: 0, veryLikely: 0, likely: 0 };
  for (const own of byCall(writes).values()) {
    const best = Math.max(...own.map((write) => write.probability));
    if (own.some(isCertain)) strengths.certain++;
    else if (best >= VERY_LIKELY) strengths.veryLikely++;
    else if (own.some(({ isLikely }) => isLikely)) strengths.likely++;
  }
  return strengths;
}

/** That at least one of these links is right, were they independent. */
export const anyRight = (writes: readonly DossierWrite[]): number =>
  1 - writes.reduce((wrong, write) => wrong * (1 - write.probability), 1);

/** Pointers to the proof, strongest first. */
export const evidenceOf = (writes: readonly DossierWrite[]): EvidencePointer[] =>
  writes
    .toSorted((a, b) => b.probability - a.probability)
    .map(({ exchange, transaction, probability, basis }) => ({ exchange, transaction, probability, basis }));

const STRENGTH: readonly TableClass[] = ['domain', 'outbox', 'telemetry', 'session', 'ignored'];
const COUNTED = { insert: 'inserts', update: 'updates', delete: 'deletes', truncate: 'deletes' } as const;

/** Rows written per table, domain first, then by number. A table's class here is the strongest of its changes. */
export function tablesOf(writes: readonly DossierWrite[]): TableWrites[] {
  const byTable = Map.groupBy(writes.flatMap((write) => write.changes).filter(moved), (change) => change.table);
  const rows = [...byTable].map(([table, changes]) => toTable(table, changes));
  return rows.sort((a, b) => STRENGTH.indexOf(a.class) - STRENGTH.indexOf(b.class) || rowsOf(b) - rowsOf(a));
}

function toTable(table: string, changes: readonly DossierChange[]): TableWrites {
  const rows = { inserts: 0, updates: 0, deletes: 0 };
  for (const change of changes) rows[COUNTED[change.op]]++;
  const strongest = STRENGTH.find((each) => changes.some((change) => change.class === each)) ?? 'domain';
  const columns = new Set(changes.flatMap((change) => (change.op === 'update' ? (change.changed ?? []) : [])));
  return { table, class: strongest, ...rows, columns: [...columns] };
}

const rowsOf = (table: TableWrites): number => table.inserts + table.updates + table.deletes;
