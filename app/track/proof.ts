import { brokeIn, keptIn, notByCount, provedSoFar } from '../../shared/proving.ts';
import type { FixProof, FixRun } from '../../shared/tracking-views.ts';
import type { RuleId } from '../../shared/words.ts';
import type { Seen } from './seen.ts';

/** What runs make of a finding that people said is fixed. */
export interface Proved {
  readonly status: 'shipped' | 'verified' | 'regressed';
  readonly fix: FixProof;
  /** The moves that runs made, oldest first. */
  readonly moves: readonly ProofMove[];
}

export interface ProofMove {
  readonly to: 'verified' | 'regressed';
  readonly run: number;
  readonly atMs: number;
  readonly why: string;
}

/**
 * Holds a fix against the runs recorded since it is live. Enough calls without the fault verify it; one run with it
 * makes it regressed, and it stays so until a person says otherwise. Nothing is kept: a run that goes takes along
 * what it proved.
 * @param shippedOn ISO date from which the fix is live; null counts every run
 * @param seen what every run says, oldest traffic first
 */
export function proveFix(rule: RuleId, shippedOn: string | null, seen: readonly Seen[], needed: number): Proved {
  const counting = notByCount(rule) === null;
  const moves: ProofMove[] = [];
  let [calls, status]: [number, Proved['status']] = [0, 'shipped'];
  const move = ({ run, atMs }: Seen, to: ProofMove['to'], why: string): void => {
    moves.push({ to, run, atMs, why });
    status = to;
  };
  const runs = seen.map((each): FixRun => {
    const said = saysOf(rule, shippedOn, each);
    if (said.says === 'broke' && status !== 'regressed')
      move(each, 'regressed', brokeIn(rule, each.wrote, each.calls, each.run));
    if (said.says === 'kept') calls += each.calls;
    if (counting && status === 'shipped' && said.says === 'kept' && calls >= needed)
      move(each, 'verified', provedSoFar(rule, calls, needed));
    return said;
  });
  const summary = moves.at(-1)?.to === 'regressed' ? (moves.at(-1)?.why ?? '') : provedSoFar(rule, calls, needed);
  return { status, moves, fix: { calls, needed: counting ? needed : null, summary, runs } };
}

function saysOf(rule: RuleId, shippedOn: string | null, seen: Seen): FixRun {
  const { run, days, verdict, calls, wrote } = seen;
  const of = { run, day: days?.[0] ?? null };
  const nothing = (words: string): FixRun => ({ ...of, says: 'nothing', words });
  const early = shippedOn === null ? null : beforeFix(shippedOn, days);
  if (early !== null) return nothing(early);
  if (verdict === 'broken') return { ...of, says: 'broke', words: brokeIn(rule, wrote, calls, run) };
  if (verdict === 'unsure') return nothing('unsure: it counts neither way');
  if (verdict === 'not-judged' || calls === 0) return nothing(`${seen.why}: that proves nothing`);
  return { ...of, says: 'kept', words: keptIn(rule, calls) };
}

/** Why a run cannot speak for a fix; null when all of it was recorded since. */
function beforeFix(shippedOn: string, days: Seen['days']): string | null {
  if (days === null) return 'its files name no time, so nobody knows whether the fix was live';
  if (days[1] < shippedOn) return 'recorded before the fix was live';
  return days[0] < shippedOn ? 'recorded across the day it went live: it counts neither way' : null;
}
