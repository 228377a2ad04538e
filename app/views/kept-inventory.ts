import type { FindingRow, Inventory, InventoryChanges, InventoryPart } from '../../shared/views.ts';
import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { createPatched } from '../store/decisions-seen.ts';
import { basisOfTracking, followedKeys, MANY, readTracking, readTrackingOfFew } from '../track/tracking.ts';
import type { Listed } from './inventory.ts';

interface Kept {
  readonly listed: Listed;
  readonly whole: Inventory;
  /** Where the row of a finding is, and that of the endpoint which it is the worst of. */
  readonly places: ReadonlyMap<string, number>;
  readonly worstOf: ReadonlyMap<string, number>;
  /** Its number, and which findings were decided about since the first of its kind. */
  readonly number: number;
  readonly decided: readonly (readonly string[])[];
}

/** The inventory with what people decided. */
export interface KeptInventory {
  readonly now: () => Inventory;
  /** Makes it beforehand, in pieces. */
  readonly prepare: () => Pieces<void>;
  readonly part: (part: number) => InventoryPart;
  /** What is different from an earlier one; null where that is not known, or so much that all may be read again. */
  readonly changesSince: (of: string) => InventoryChanges | null;
}

/** Keeps it until runs are judged anew; a decision only changes the rows of its findings. */
export function createInventory(db: Db, listed: () => Listed): KeptInventory {
  let made = 0;
  const kept = createPatched<Kept>(db, {
    basis: () => basisOfTracking(db),
    make: () => whole(db, listed(), made++),
    patch: (before, keys) => patched(db, before, keys, made++),
  });
  // The process too: another one counts from 0 again.
  const nameOf = (number: number) => `${process.pid} ${number}`;
  return {
    now: () => kept.now().whole,
    prepare: kept.prepare,
    part: (part) => ({ ...partOf(kept.now().whole, part), of: nameOf(kept.now().number) }),
    changesSince(of) {
      const { number, decided, ...rest } = kept.now();
      const steps = number - Number(of.split(' ')[1]);
      if (of !== nameOf(number - steps) || !(steps >= 0 && steps <= decided.length)) return null;
      const keys = new Set(decided.slice(decided.length - steps).flat());
      return keys.size > PART ? null : { of: nameOf(number), ...rowsOf(rest, keys) };
    },
  };
}

/** Rows made in one piece of work. */
const PIECE = 250;

function* whole(db: Db, listed: Listed, number: number): Pieces<Kept> {
  const tracking = readTracking(db);
  yield;
  const followed = followedKeys(db);
  const findings: FindingRow[] = [];
  for (const row of listed.findings) {
    findings.push({ ...row, tracking: tracking(row.key, followed.has(row.key) ? listed.historyOf(row.key) : []) });
    if (findings.length % PIECE === 0) yield;
  }
  const statuses = new Map(findings.map((row) => [row.key, row.tracking.status]));
  const endpoints = listed.endpoints.map((row) => ({ ...row, status: statuses.get(row.findings[0] ?? '') ?? null }));
  return {
    listed,
    whole: { findings, endpoints, runs: listed.runs },
    places: new Map(findings.map(({ key }, at) => [key, at])),
    worstOf: new Map(endpoints.flatMap((row, at) => row.findings.slice(0, 1).map((key) => [key, at] as const))),
    number,
    decided: [],
  };
}

/** So many decisions are remembered; a page that is further behind reads all rows. */
const REMEMBERED = 100;

function patched(db: Db, before: Kept, keys: readonly string[], number: number): Kept {
  const { listed, places, worstOf } = before;
  const tracking = keys.length > MANY ? readTracking(db) : readTrackingOfFew(db);
  const followed = keys.length > MANY ? followedKeys(db) : new Set(keys);
  const [findings, endpoints] = [[...before.whole.findings], [...before.whole.endpoints]];
  for (const key of keys) {
    const at = places.get(key);
    const row = at === undefined ? undefined : listed.findings[at];
    if (at === undefined || !row) continue;
    const found: FindingRow = { ...row, tracking: tracking(key, followed.has(key) ? listed.historyOf(key) : []) };
    findings[at] = found;
    const of = worstOf.get(key);
    const endpoint = of === undefined ? undefined : listed.endpoints[of];
    if (of !== undefined && endpoint) endpoints[of] = { ...endpoint, status: found.tracking.status };
  }
  const decided = [...before.decided, keys].slice(-REMEMBERED);
  return { ...before, whole: { findings, endpoints, runs: listed.runs }, number, decided };
}

function rowsOf({ whole, places, worstOf }: Omit<Kept, 'number' | 'decided'>, keys: ReadonlySet<string>) {
  const at = <Row>(rows: readonly Row[], where: ReadonlyMap<string, number>): Row[] =>
    [...keys].flatMap((key) => rows[where.get(key) ?? -1] ?? []);
  return { findings: at(whole.findings, places), endpoints: at(whole.endpoints, worstOf) };
}

/** Rows in one part: a part is read and written in a few milliseconds. */
const PART = 500;

/** A part of an inventory, from 0; the runs come with each. */
function partOf({ findings, endpoints, runs }: Inventory, part: number): Omit<InventoryPart, 'of'> {
  const [from, to] = [part * PART, (part + 1) * PART];
  return {
    parts: Math.max(1, Math.ceil(Math.max(findings.length, endpoints.length) / PART)),
    findings: findings.slice(from, to),
    endpoints: endpoints.slice(from, to),
    runs,
  };
}
