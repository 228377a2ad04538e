import type { Join } from './chains.ts';
import { FINDS } from './finds.ts';
import { NOBODY } from './holders.ts';
import type { KeyAnswer } from './keys.ts';
import type { Chain, Interval, Run } from './run.ts';
import { once, signatureOf } from './run.ts';
import type { ValueIndex } from './value-index.ts';

const BODY = FINDS.indexOf('body');

/** Transactions put together, and the joins that did it. */
export interface Grouping {
  readonly chains: readonly Chain[];
  readonly joins: readonly Join[];
}

/** Puts transactions with one cause together; joins that a client or a key speaks against are left out. */
export function groupTransactions(
  run: Run,
  joins: readonly Join[],
  answers: readonly KeyAnswer[],
  index: ValueIndex,
): Grouping {
  const kept: Join[] = [];
  const parents = run.transactions.map((_, position) => position);
  const keys = answers.map((answer) => ('key' in answer ? answer.key.value : null));
  for (const join of joins) {
    const ends = [rootOf(parents, join.earlier), rootOf(parents, join.later)];
    const [a, b] = [Math.min(...ends), Math.max(...ends)];
    const agree = keys[a] === null || keys[b] === null || keys[a] === keys[b];
    if (!agree || isClientsTurn(run, index, join)) continue;
    kept.push(join);
    parents[b] = a;
    keys[a] ??= keys[b] ?? null;
  }
  return { chains: chainsOf(run, parents), joins: kept };
}

function rootOf(parents: number[], position: number): number {
  let root = position;
  while (parents[root] !== root) root = parents[root] ?? root;
  parents[position] = root;
  return root;
}

function chainsOf(run: Run, parents: number[]): Chain[] {
  const members = new Map<number, number[]>();
  run.transactions.forEach((_, position) => {
    const root = rootOf(parents, position);
    const known = members.get(root);
    if (known) known.push(position);
    else members.set(root, [position]);
  });
  const signatures = new Map<string, string>();
  return Array.from(members.values(), (positions) => ({
    members: positions,
    signature: once(signatures, [...new Set(positions.flatMap((at) => signatureOf(run, at)))].sort().join(' + ')),
    at: intervalAt(run, positions[0] ?? 0),
  }));
}

function intervalAt({ transactions }: Run, position: number): Interval | null {
  const time = transactions[position]?.time;
  return time ? { fromUs: time.us, toUs: time.us + Math.max(1, time.resolutionUs) } : null;
}

/**
 * Whether a client came between: a request that began after the key was inserted, and before the row that
 * names it, sent that key itself. Then the later write is that request's, not the earlier one's.
 */
function isClientsTurn(run: Run, index: ValueIndex, { earlier, later, value }: Join): boolean {
  const from = run.transactions[earlier]?.time?.us;
  const to = run.transactions[later]?.time?.us;
  if (from === undefined || to === undefined) return false;
  const { exchanges, finds } = index.holders.get(value) ?? NOBODY;
  return exchanges.some((exchange, i) => {
    const start = run.exchanges[exchange]?.startUs ?? null;
    return (finds[i] ?? 0) <= BODY && start !== null && start > from && start < to;
  });
}
