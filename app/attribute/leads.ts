import type { Case } from './case.ts';
import { findReferences } from './chains.ts';
import type { Run } from './run.ts';

/** An earlier case whose row this one names: the two probably have one cause, recorded or not. */
export interface Lead {
  readonly from: Case;
  /** Share among all leads of the same case: the sooner after it, the likelier. */
  readonly weight: number;
}

/** Time after which a lead counts half as much. */
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
    found.set(to, leads.set(from, Math.max(leads.get(from) ?? 0, closeness(run, earlier, later))));
  }
  return new Map([...found].map(([to, leads]) => [to, shared(leads)]));
}

function closeness({ transactions }: Run, earlier: number, later: number): number {
  const [from, to] = [transactions[earlier]?.time?.us, transactions[later]?.time?.us];
  const lag = from === undefined || to === undefined ? 0 : to - from;
  return HALF_US / (HALF_US + Math.max(0, lag));
}

function shared(leads: ReadonlyMap<Case, number>): Lead[] {
  const whole = [...leads.values()].reduce((sum, weight) => sum + weight, 0);
  return [...leads].map(([from, weight]) => ({ from, weight: weight / whole }));
}
