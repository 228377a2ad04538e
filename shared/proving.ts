import { formatCount, formatPercent, plural, upperBound } from './text.ts';
import type { RuleId } from './words.ts';

/** What counts as proof that a finding is fixed, rule by rule, and the sentences that say how far it has come. */

/** The calls of a run that could have shown the fault again, and how they are spoken of. */
export interface ProvingCalls {
  readonly one: string;
  readonly many: string;
  /** What those do that show the fault: `wrote`. */
  readonly broke: string;
  /** What is said where none did: `no write`. */
  readonly kept: string;
}

/** A rule whose fault no number of calls can rule out, and why. */
export interface NotByCount {
  readonly why: string;
}

const calls = (one: string, broke: string, kept: string, many = `${one}s`): ProvingCalls => ({
  one,
  many,
  broke,
  kept,
});

/**
 * Each rule counts the calls that it can judge, so those are what proves: of a rule for repeats a call that is no
 * repeat shows nothing.
 */
const PROVING: Readonly<Record<RuleId, ProvingCalls | NotByCount>> = {
  'safe-method-writes': calls('call', 'wrote', 'no write'),
  'telemetry-read-back': calls(
    'call that wrote telemetry',
    'were read back',
    'none read back',
    'calls that wrote telemetry',
  ),
  'put-not-idempotent': calls('repeated PUT', 'left another state', 'each left the same state'),
  'put-partial': calls('PUT', 'left something out', 'each was whole'),
  'put-split-ownership': {
    why: 'No number of calls proves this fix: the rule compares what clients send, and a client that was not recorded may still send less.',
  },
  'put-shared-state': {
    why: 'No number of calls proves this fix: the rule compares routes that write the same rows, and another route may still leave columns out.',
  },
  'patch-unconditional': calls('PATCH', 'broke the rule', 'each conditional', 'PATCHes'),
  'delete-side-effects': {
    why: 'No number of calls proves this fix: the rule looks at what goes with the target and at what a repeat does, and a run may show only one of them.',
  },
  'failed-call-writes': calls('failed call', 'left rows changed', 'none left a row'),
  'duplicate-post': calls('retried POST', 'made a second thing', 'none made a second thing'),
  'cached-side-effect': calls('call', 'may be answered from a cache', 'none may be answered from a cache'),
};

const counts = (rule: RuleId): ProvingCalls | null => {
  const proving = PROVING[rule];
  return 'why' in proving ? null : proving;
};

/** Why counting does not apply to a rule; null where it does. */
export function notByCount(rule: RuleId): string | null {
  const proving = PROVING[rule];
  return 'why' in proving ? proving.why : null;
}

/** `9 of 31 calls wrote in run 7`. */
export function brokeIn(rule: RuleId, wrote: number, all: number, run: number): string {
  const { one, many, broke } = counts(rule) ?? { one: 'call', many: 'calls', broke: 'broke the rule' };
  return `${formatCount(wrote)} of ${formatCount(all)} ${plural(all, one, many)} ${broke} in run ${run}`;
}

/** How far a fix is proved: `41 of 180 calls, no write; 139 more to prove`, or the bound once it is. */
export function provedSoFar(rule: RuleId, seen: number, needed: number): string {
  const proving = counts(rule);
  if (!proving) return notByCount(rule) ?? '';
  const { one, many, kept } = proving;
  if (seen >= needed) return `0 of ${formatCount(seen)}: at most ${formatPercent(upperBound(seen))} could, 95 % sure`;
  if (seen === 0)
    return `No ${one} seen since it is live; ${formatCount(needed)} ${plural(needed, one, many)} would prove it`;
  return `${formatCount(seen)} of ${formatCount(needed)} ${plural(needed, one, many)}, ${kept}; ${formatCount(needed - seen)} more to prove`;
}

/** `180 calls, no write: then at most 1.7 % of calls could still show it (95 % sure)`; null where no number would prove it. */
export function provenWhen(rule: RuleId, needed: number): string | null {
  const proving = counts(rule);
  if (!proving) return null;
  const { one, many, kept } = proving;
  const bound = formatPercent(upperBound(needed));
  return `${formatCount(needed)} ${plural(needed, one, many)}, ${kept}: then at most ${bound} of calls could still show it (95 % sure)`;
}

/** `31 calls, no write`: what one run adds. */
export function keptIn(rule: RuleId, all: number): string {
  const { one, many, kept } = counts(rule) ?? { one: 'call', many: 'calls', kept: 'the rule held' };
  return `${formatCount(all)} ${plural(all, one, many)}, ${kept}`;
}
