import type { Exhibit, ProofFigure } from '../../shared/views.ts';
import type { Severity, Verdict } from '../../shared/words.ts';
import type { DossierWrite, Judgement } from './rule.ts';
import { bestOther, evidenceOf, isCertain, strengthsOf, tablesOf } from './weigh.ts';

/** What a rule that judges calls found. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly clause: string;
  /** That the verdict is right. Where it is left out: .5 for unsure, else what the weakest link of the proof leaves. */
  readonly probability?: number;
  /** Calls that the rule could judge: of a PUT rule for repeats, those that repeat another. */
  readonly judged: number;
  /** Exchange ids of the calls that break the rule; empty where it holds. */
  readonly counted?: readonly number[];
  /** The writes that prove it. */
  readonly writes?: readonly DossierWrite[];
  readonly severity?: Severity;
  /** The figure that matters for this rule, beside the count. */
  readonly figure?: ProofFigure;
  readonly exhibits?: readonly Exhibit[];
  readonly remedy?: string;
}

/** Completes what a rule found with the figures of its writes. */
export function outcome(found: Outcome): Judgement {
  const writes = found.writes ?? [];
  const counted = [...new Set(found.counted ?? [])];
  const verdict = found.verdict;
  return {
    verdict,
    summary: found.summary,
    clause: found.clause,
    severity: found.severity ?? null,
    probability: found.probability ?? (verdict === 'unsure' ? 0.5 : weakest(writes)),
    proof: {
      calls: Math.max(found.judged, counted.length),
      wrote: counted.length,
      expected: 0,
      bestOther: bestOther(writes),
      strengths: strengthsOf(writes),
      ...(found.figure && { figure: found.figure }),
    },
    tables: tablesOf(writes),
    evidence: evidenceOf(writes),
    counted,
    exhibits: found.exhibits ?? [],
    remedy: found.remedy ?? null,
  };
}

/** A chain is as strong as its weakest link. */
const weakest = (writes: readonly DossierWrite[]): number =>
  Math.min(0.99, ...writes.map((write) => (isCertain(write) ? 1 : write.probability)));

/** Nothing could be judged, and why. */
export const notJudged = (summary: string, clause: string): Judgement =>
  outcome({ verdict: 'not-judged', summary, clause, probability: 0, judged: 0 });
