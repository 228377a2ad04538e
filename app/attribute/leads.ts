import type { Case } from './case.ts';
import type { Matter } from './matter.ts';
import type { Run } from './run.ts';

/** An earlier case whose row this one names: the two probably have one cause, recorded or not. */
export interface Lead {
  readonly from: Case;
  /** Share among all leads of the same case: the sooner after it, the likelier. */
  readonly weight: number;
  /** How densely such a case follows its lead at this distance (1/µs). */
  readonly density: number;
}

/** Half of what follows comes within this time. */
const HALF_US = 100_000;

/**
 * What follows an earlier write without being part of it: a hook that logs each change of a row, say, names the
 * row that another transaction wrote just before. Several may have, so this is weighed and not taken as given.
 */
export function findLeads({ run, references }: Matter, cases: readonly Case[]): ReadonlyMap<Case, readonly Lead[]> {
  const caseOf = new Map(cases.flatMap((one) => one.chain.members.map((member) => [member, one] as const)));
  const found = new Map<Case, readonly Lead[]>();
  for (const to of cases) {
    const lags = new Map<Case, number>();
    for (const { earlier, later } of to.chain.members.flatMap((member) => references.get(member) ?? [])) {
      const from = caseOf.get(earlier);
      if (!from || from === to) continue;
      lags.set(from, Math.min(lags.get(from) ?? Number.POSITIVE_INFINITY, lagOf(run, earlier, later)));
    }
    if (lags.size > 0) found.set(to, weighLags(lags, resolutionOf(to)));
  }
  return found;
}

function lagOf({ transactions }: Run, earlier: number, later: number): number {
  const [from, to] = [transactions[earlier]?.time?.us, transactions[later]?.time?.us];
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}

const resolutionOf = ({ chain: { at } }: Case): number => (at ? at.toUs - at.fromUs : 1);

/** A stamp cannot be placed more densely than its resolution allows. */
function weighLags(lags: ReadonlyMap<Case, number>, resolutionUs: number): Lead[] {
  const densities = [...lags].map(([from, lag]) => ({
    from,
    density: Math.min(HALF_US / (HALF_US + lag) ** 2, 1 / resolutionUs),
  }));
  const whole = densities.reduce((sum, { density }) => sum + density, 0);
  return densities.map(({ from, density }) => ({ from, density, weight: density / whole }));
}
