import { FINDS, FIRST, RESPONSE } from './finds.ts';
import { type Holders, NOBODY } from './holders.ts';
import { type AttributableTransaction, columnOf, type RowValue } from './model.ts';
import type { Chain, Interval, Run } from './run.ts';
import { isInteger, type ValueIndex } from './value-index.ts';

/** `made` = the key of a row that the chain inserted; `kept` = a value known not to have moved. */
export type Role = RowValue['role'] | 'made' | 'kept';

/** One distinct value of a chain, of a sort that requests are known to hold. */
export interface Feature {
  readonly value: string;
  /** Operations on its table, role and column: values of one sort are found in the same places. */
  readonly sort: string;
  readonly role: Role;
  readonly holders: Holders;
  /** Whether no earlier chain of the log holds the value. */
  readonly isFresh: boolean;
  /** When a chain of the log first held it. */
  readonly firstAt: Interval | null;
}

/** More values than this add nothing; the rarest are kept. */
const MOST_FEATURES = 20;
const STRENGTH: Readonly<Record<Role, number>> = { made: 0, key: 0, new: 1, same: 2, kept: 3 };
/** Pretended exchanges that do not hold a value, for runs too small to show how rare it is. */
const UNSEEN = 20;
/** Pretended calls with which the frequency in one kind of exchange is drawn to that in all. */
const SHRINK = 10;
/** The most that all found values together, and all missing ones, can say (natural log). */
const MOST_FOR = 14;
const MOST_AGAINST = -7;

/** Where a value of a role is expected in its cause before anything is learnt; in the order of {@link FINDS}. */
const EXPECTED: Readonly<Record<Role, readonly number[]>> = {
  made: [0.3, 0.06, 0.01, 0.1, 0.01, 0.02, 0.36, 0.14],
  key: [0.25, 0.28, 0.02, 0.08, 0.01, 0.08, 0.2, 0.08],
  new: [0.45, 0.07, 0.04, 0.24, 0.02, 0.03, 0.08, 0.07],
  same: [0.8, 0.03, 0.01, 0.02, 0, 0.04, 0.02, 0.08],
  kept: [0.8, 0.06, 0.03, 0, 0, 0.11, 0, 0],
};

/**
 * How likely the cause holds a value of this role there, before anything is learnt. What all requests hold does
 * not speak against any of them, and a value may stand in the row for reasons that no request shows.
 */
export function expectedFind(role: Role, find: number, chance: number): number {
  const expected = EXPECTED[role][find] ?? 0;
  return find === 0 ? (expected + chance) / 2 : Math.max(expected, chance);
}

/** What the values of a whole run say of each other. */
export interface Survey {
  /** Numbers of the sorts of value that some exchange holds. */
  readonly sorts: ReadonlyMap<string, number>;
  /** Values that exchanges hold → the first chain that holds it, too. */
  readonly firstIn: ReadonlyMap<Holders, number>;
}

/** Numbers the sorts of values that exchanges hold, and notes which chain names a value first. */
export function surveyValues(run: Run, chains: readonly Chain[], index: ValueIndex): Survey {
  const sorts = new Map<string, number>();
  const firstIn = new Map<Holders, number>();
  chains.forEach((chain, position) => {
    for (const { holders, sort } of distinctValues(run, chain, index).values()) {
      if (holders.size === 0) continue;
      if (!sorts.has(sort)) sorts.set(sort, sorts.size);
      if (!firstIn.has(holders)) firstIn.set(holders, position);
    }
  });
  return { sorts, firstIn };
}

/**
 * The distinct values of a chain that can be evidence, strongest role and rarest first. Values that no
 * exchange holds count too, if others of their sort are held: the cause may be missing from the capture.
 */
export function featuresOf(
  run: Run,
  chains: readonly Chain[],
  position: number,
  index: ValueIndex,
  { sorts, firstIn }: Survey,
): Feature[] {
  const chain = chains[position];
  const distinct = chain ? [...distinctValues(run, chain, index).values()] : [];
  return distinct
    .filter(({ sort }) => sorts.has(sort))
    .sort(byStrength)
    .slice(0, MOST_FEATURES)
    .map((feature) => {
      const first = firstIn.get(feature.holders) ?? -1;
      return { ...feature, isFresh: first === position, firstAt: chains[first]?.at ?? null };
    });
}

type Distinct = Omit<Feature, 'isFresh' | 'firstAt'>;

const isHeld = ({ holders }: Distinct) => holders.size > 0;

function distinctValues(run: Run, chain: Chain, index: ValueIndex): Map<string, Distinct> {
  const strongest = new Map<string, Distinct>();
  for (const { row, role, sort } of rowsOf(run, chain)) {
    const known = strongest.get(row.value);
    if (known && STRENGTH[role] >= STRENGTH[known.role]) continue;
    strongest.set(row.value, { value: row.value, sort, role, holders: index.holders.get(row.value) ?? NOBODY });
  }
  return strongest;
}

function* rowsOf({ transactions }: Run, chain: Chain): Generator<{ row: RowValue; role: Role; sort: string }> {
  for (const member of chain.members) {
    const transaction = transactions[member];
    const ops = new Map<string, Set<string>>();
    for (const { table, op } of transaction?.changes ?? []) ops.set(table, (ops.get(table) ?? new Set()).add(op));
    const known = tablesWithKnownMoves(transaction);
    for (const row of transaction?.values ?? []) {
      const done = [...(ops.get(row.table) ?? [])].sort().join('/');
      const role = roleOf(row, done, known);
      yield { row, role, sort: `${done} ${role} ${columnOf(row)}` };
    }
  }
}

function roleOf({ role, table }: RowValue, ops: string, knownMoves: ReadonlySet<string>): Role {
  if (role === 'key' && ops === 'insert') return 'made';
  return role === 'same' && knownMoves.has(table) ? 'kept' : role;
}

/** Tables of which it is known what moved. */
function tablesWithKnownMoves(transaction: AttributableTransaction | undefined): Set<string> {
  const known = new Set<string>();
  const unknown = new Set<string>();
  for (const { table, op, changed } of transaction?.changes ?? [])
    (op === 'update' && changed !== null ? known : unknown).add(table);
  return new Set([...known].filter((table) => !unknown.has(table)));
}

const byStrength = (a: Distinct, b: Distinct) =>
  Number(isHeld(b)) - Number(isHeld(a)) ||
  STRENGTH[a.role] - STRENGTH[b.role] ||
  a.holders.size - b.holders.size ||
  (a.value < b.value ? -1 : Number(a.value > b.value));

/** How likely it is that an exchange of this kind, other than the cause, holds the value there by chance. */
export function chanceOf({ holders, value }: Feature, find: number, exchange: number, index: ValueIndex): number {
  if (find === 0) return Math.max(0.05, 1 - chanceAnywhere(holders, exchange, index));
  const everywhere = countOthers(holders, find);
  const kind = index.kindOf[exchange] ?? 0;
  const inKind = countOthers(holders, find, kind);
  const others = (index.kindSizes[kind] ?? 1) - 1;
  const share = (inKind + SHRINK * ((everywhere + 0.5) / (index.size + UNSEEN))) / (others + SHRINK);
  return Math.min(1, Math.max(share, chanceOfNumber(value, index.integers[exchange]?.[find] ?? 0)));
}

/** Exchanges besides this one; a find in a response counts those that were first as well. */
function countOthers(holders: Holders, find: number, kind?: number): number {
  const first = find === RESPONSE ? holders.count(FIRST, kind) : 0;
  return Math.max(0, holders.count(find, kind) + first - 1);
}

function chanceAnywhere(holders: Holders, exchange: number, index: ValueIndex): number {
  const kind = index.kindOf[exchange] ?? 0;
  const share = holders.size / index.size;
  return (holders.countOfKind(kind) + SHRINK * share) / ((index.kindSizes[kind] ?? 1) + SHRINK);
}

/** Small integers collide: among n of them, one of d digits is met with a chance of about n in 10^d. */
function chanceOfNumber(value: string, integers: number): number {
  return isInteger(value) ? Math.min(0.5, integers / 10 ** value.length) : 0;
}

/** Sums weights of single values: each further one counts half as much as the one before it. */
export function combineWeights(weights: readonly number[]): number {
  const falling = weights.length > 1 ? fromLargest(weights) : weights;
  let [speaksFor, against] = [0, 0];
  for (let i = 0, share = 1; i < falling.length && (falling[i] as number) > 0; i++, share /= 2)
    speaksFor += (falling[i] as number) * share;
  for (let i = falling.length - 1, share = 1; i >= 0 && (falling[i] as number) < 0; i--, share /= 2)
    against += (falling[i] as number) * share;
  return Math.min(MOST_FOR, speaksFor) + Math.max(MOST_AGAINST, against);
}

/** A sorted copy. There are few: each goes to its place among those before it. */
function fromLargest(numbers: readonly number[]): number[] {
  const sorted: number[] = [];
  for (const number of numbers) {
    let place = sorted.length;
    for (; place > 0 && (sorted[place - 1] as number) < number; place--) sorted[place] = sorted[place - 1] as number;
    sorted[place] = number;
  }
  return sorted;
}

export const findName = (find: number) => FINDS[find] ?? 'nowhere';
