import type { Case } from './case.ts';

/** The answers of a whole run, counted for the sentences about habits. */
export interface Ledger {
  /** `kind signature` → the exchanges that were found to write it. */
  readonly writers: ReadonlyMap<string, ReadonlySet<number>>;
  /** Per signature. */
  readonly chains: readonly { readonly alone: number; readonly all: number }[];
}

const keyOf = (kind: number, signature: number) => `${kind} ${signature}`;

/** Counts the answers that are more likely than not. */
export function countAnswers(cases: readonly Case[]): Ledger {
  const writers = new Map<string, Set<number>>();
  const chains: { alone: number; all: number }[] = [];
  for (const { signature, none, pairs } of cases) {
    const tally = chains[signature] ?? { alone: 0, all: 0 };
    chains[signature] = { alone: tally.alone + (none > 0.5 ? 1 : 0), all: tally.all + 1 };
    const writer = pairs.find(({ probability }) => probability > 0.5);
    if (!writer) continue;
    const key = keyOf(writer.kind, signature);
    writers.set(key, (writers.get(key) ?? new Set()).add(writer.exchange));
  }
  return { writers, chains };
}

/** How many calls of a kind wrote a signature. */
export const callsThatWrite = ({ writers }: Ledger, kind: number, signature: number) =>
  writers.get(keyOf(kind, signature))?.size ?? 0;

/** How many chains of a signature no request caused, and how many there are. */
export const withoutRequest = ({ chains }: Ledger, signature: number) => chains[signature] ?? { alone: 0, all: 0 };
