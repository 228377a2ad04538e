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
  /** Carries a key as the recorded exchanges do, but none of theirs: its request was not recorded. */
  | { readonly type: 'unrecorded'; readonly key: RequestKey };

export const SILENT: KeyAnswer = { type: 'silent' };

/** Kinds from the most telling to the least. */
const KINDS: readonly RequestKey['kind'][] = ['span', 'request-id', 'trace'];
/** How many of the exchanges must carry a kind of key before its absence tells something. */
const COMMON = 0.5;

const keyText = (key: RequestKey) => `${key.kind} ${key.value}`;

export function answerKeys(run: Run): KeyAnswer[] {
  const holders = holdersOf(run);
  const common = commonKinds(run);
  return run.transactions.map((transaction) => answer(transaction, holders, common));
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

function commonKinds({ exchanges }: Run): Set<RequestKey['kind']> {
  const share = (kind: RequestKey['kind']) =>
    exchanges.filter(({ keys }) => keys.some((key) => key.kind === kind)).length / exchanges.length;
  return new Set(KINDS.filter((kind) => share(kind) >= COMMON));
}

function answer(
  { keys }: AttributableTransaction,
  holders: ReadonlyMap<string, Set<number>>,
  common: ReadonlySet<RequestKey['kind']>,
): KeyAnswer {
  for (const kind of KINDS) {
    for (const key of keys) {
      const found = key.kind === kind ? holders.get(keyText(key)) : undefined;
      const [exchange] = found ?? [];
      if (found && exchange !== undefined)
        return found.size === 1 ? { type: 'decided', exchange, key } : { type: 'narrowed', exchanges: found, key };
    }
  }
  const unknown = keys.find((key) => common.has(key.kind));
  return unknown ? { type: 'unrecorded', key: unknown } : SILENT;
}
