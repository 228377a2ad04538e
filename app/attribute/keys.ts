import type { RequestKey } from '../../shared/records.ts';
import type { AttributableTransaction } from './model.ts';
import type { Run } from './run.ts';

/** What the keys of a transaction say. Positions are those of {@link Run.exchanges}. */
export type KeyAnswer =
  /** No key that the exchanges know the like of. */
  | { readonly type: 'silent' }
  | { readonly type: 'decided'; readonly exchange: number; readonly key: RequestKey }
  /** Several exchanges carry the key: it is one of them. */
  | { readonly type: 'narrowed'; readonly exchanges: ReadonlySet<number>; readonly key: RequestKey }
  /** Carries a key as all recorded exchanges do, but none of theirs: its request was not recorded. */
  | { readonly type: 'unrecorded'; readonly key: RequestKey }
  /** The same where some exchanges carry none: its request is one of those, or was not recorded. */
  | { readonly type: 'foreign'; readonly exchanges: ReadonlySet<number>; readonly key: RequestKey };

export const SILENT: KeyAnswer = { type: 'silent' };

/** Kinds from the most telling to the least. */
const KINDS: readonly RequestKey['kind'][] = ['span', 'request-id', 'trace'];
/** How many of the exchanges must carry a kind of key before its absence tells something. */
const COMMON = 0.5;
/** From this share on all requests are taken to carry it. */
const NEARLY_ALL = 0.97;
/** Where a larger share of a kind's keys is that of several exchanges, one that a single exchange carries decides nothing. */
const SHARED = 0.05;

/** Key → the exchanges that carry it. */
type Holders = ReadonlyMap<string, ReadonlySet<number>>;

const keyText = (key: RequestKey) => `${key.kind} ${key.value}`;

/** What its keys say of each transaction, in the order of the run. */
export function answerKeys(run: Run): KeyAnswer[] {
  const holders = holdersOf(run);
  const habits = new Map(KINDS.map((kind) => [kind, habitOf(run, holders, kind)] as const));
  return run.transactions.map((transaction) => answer(transaction, holders, habits));
}

/** How the exchanges of a run carry one kind of key. */
interface KeyHabit {
  readonly share: number;
  /** Exchanges that carry none. */
  readonly without: ReadonlySet<number>;
  readonly isShared: boolean;
}

function habitOf({ exchanges }: Run, holders: Holders, kind: RequestKey['kind']): KeyHabit {
  const without = exchanges.flatMap(({ keys }, i) => (keys.some((key) => key.kind === kind) ? [] : [i]));
  const own = [...holders].filter(([text]) => text.startsWith(`${kind} `));
  const shared = own.filter(([, found]) => found.size > 1);
  return {
    share: 1 - without.length / Math.max(1, exchanges.length),
    without: new Set(without),
    isShared: shared.length > SHARED * own.length,
  };
}

function holdersOf({ exchanges }: Run): Map<string, Set<number>> {
  const holders = new Map<string, Set<number>>();
  exchanges.forEach(({ keys }, position) => {
    for (const key of keys) {
      const holder = holders.get(keyText(key));
      if (holder) holder.add(position);
      else holders.set(keyText(key), new Set([position]));
    }
  });
  return holders;
}

function answer(
  { keys }: AttributableTransaction,
  holders: Holders,
  habits: ReadonlyMap<RequestKey['kind'], KeyHabit>,
): KeyAnswer {
  for (const kind of KINDS) {
    for (const key of keys) {
      const found = key.kind === kind ? holders.get(keyText(key)) : undefined;
      const [exchange] = found ?? [];
      if (!found || exchange === undefined) continue;
      const decides = found.size === 1 && !habits.get(kind)?.isShared;
      return decides ? { type: 'decided', exchange, key } : { type: 'narrowed', exchanges: found, key };
    }
  }
  return answerUnknown(keys, habits);
}

function answerUnknown(keys: readonly RequestKey[], habits: ReadonlyMap<RequestKey['kind'], KeyHabit>): KeyAnswer {
  for (const key of keys) {
    const { share, without } = habits.get(key.kind) ?? { share: 0, without: new Set<number>() };
    if (share >= NEARLY_ALL) return { type: 'unrecorded', key };
    if (share >= COMMON) return { type: 'foreign', exchanges: without, key };
  }
  return SILENT;
}
