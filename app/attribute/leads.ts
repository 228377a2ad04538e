import type { Case } from './case.ts';
import { findReferences } from './chains.ts';
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
export function findLeads(run: Run, cases: readonly Case[]): ReadonlyMap<Case, readonly Lead[]> {
  const caseOf = new Map(cases.flatMap((one) => one.chain.members.map((member) => [member, one] as const)));
  const found = new Map<Case, Map<Case, number>>();
  for (const { earlier, later } of findReferences(run)) {
    const [from, to] = [caseOf.get(earlier), caseOf.get(later)];
    if (!from || !to || from === to) continue;
    const leads = found.get(to) ?? new Map<Case, number>();
    found.set(to, leads.set(from, Math.min(leads.get(from) ?? Number.POSITIVE_INFINITY, lagOf(run, earlier, later))));
  }
  return new Map([...found].map(([to, lags]) => [to, weighLags(lags, resolutionOf(to))]));
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
