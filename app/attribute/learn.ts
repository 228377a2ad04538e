import type { BusyPeriod } from './busy-periods.ts';
import { openCases } from './case.ts';
import { type Doubts, learnDoubts } from './doubt.ts';
import { fitHabits } from './fit.ts';
import { type Frame, frameOf, type Sample, withoutCases } from './frame.ts';
import type { Habits } from './habit.ts';
import { countAnswers, type Ledger } from './ledger.ts';
import type { Matter } from './matter.ts';
import type { Chain, Interval } from './run.ts';

/** What the busy periods of a run share: all of it sums over the cases that it was learnt from. */
export interface Learnt {
  readonly frame: Frame;
  readonly habits: Habits;
  readonly doubts: Doubts;
  readonly ledger: Ledger;
}

/** Judges the cases of a sample until nothing moves any more; the cases stand in the frame, with their answers. */
export function learn(matter: Matter, sample: Sample): Learnt {
  const frame = frameOf(matter, openCases(matter, sample.chains), sample);
  const habits = fitHabits(frame);
  return { frame, habits, doubts: learnDoubts(frame), ledger: countAnswers(frame.docket.cases) };
}

/** The same without the cases, for judging others. */
export const forOthers = (learnt: Learnt): Learnt => ({ ...learnt, frame: withoutCases(learnt.frame) });

/**
 * Parts of so many periods, evenly over the run; about so many chains in all. Periods without a time are left out,
 * unless there are no others.
 */
export function samplePeriods({ chains }: Matter, periods: readonly BusyPeriod[], parts: number, most: number): Sample {
  const timed = periods.filter(({ own }) => chains[own[0] ?? 0]?.at);
  const from = timed.length > 0 ? timed : periods;
  const count = Math.min(parts, from.length);
  const picked = Array.from({ length: count }, (_, i) => from[Math.floor(((i + 0.5) * from.length) / count)]);
  const own = picked.flatMap((period) => (period ? [period.own.slice(0, Math.ceil(most / count))] : []));
  return { chains: own.flat(), stretches: timed.length > 0 ? own.flatMap((part) => stretchOf(chains, part)) : null };
}

function stretchOf(chains: readonly Chain[], part: readonly number[]): Interval[] {
  const first = chains[part[0] ?? 0]?.at;
  const last = chains[part.at(-1) ?? 0]?.at;
  return first && last ? [{ fromUs: first.fromUs, toUs: last.toUs }] : [];
}
