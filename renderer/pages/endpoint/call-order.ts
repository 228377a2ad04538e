import type { CallCell, EndpointCalls } from '../../../shared/call-views.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import type { EndpointPage } from '../../../shared/views.ts';
import type { RuleId } from '../../../shared/words.ts';
import { BROKEN } from './proof-words.ts';

/** Whether the verdict counts a call; else whether it wrote. */
export type CallState = 'counted' | CallCell['state'];

/** A call as the verdict of one rule sees it. */
export interface RuledCall extends Omit<CallCell, 'state'> {
  readonly state: CallState;
}

/** The rule on screen; another text where it is the list of rules that do not apply. */
export type ShownRule = RuleId | (string & {}) | undefined;

/** Calls by what the verdict of a rule counts: other rules count others. */
export function callsFor(rule: ShownRule, { calls, counted }: Pick<EndpointCalls, 'calls' | 'counted'>): RuledCall[] {
  const own = new Set(counted[rule as RuleId]);
  return calls.map((call) => (own.has(call.exchangeId) ? { ...call, state: 'counted' } : call));
}

/** Which calls the arrows walk through. */
export type CallGroup = 'counted' | 'quiet';

export interface CallGroups {
  /** Strongest first. */
  readonly counted: readonly RuledCall[];
  /** In time order. */
  readonly quiet: readonly RuledCall[];
}

const isAnyCounted = (calls: readonly RuledCall[]): boolean => calls.some(({ state }) => state === 'counted');

/** Where no call counts for a verdict (a POST may write), those that wrote stand first. */
function firstTest(calls: readonly RuledCall[]): (call: RuledCall) => boolean {
  const wanted: CallState = isAnyCounted(calls) ? 'counted' : 'wrote';
  return ({ state }) => state === wanted;
}

/** The calls that the verdict counts and the others; where it counts none, those that wrote and the others. */
export function groupCalls(calls: readonly RuledCall[]): CallGroups {
  const isFirst = firstTest(calls);
  const counted = calls.filter(isFirst).toSorted((a, b) => b.probability - a.probability);
  return { counted, quiet: calls.filter((call) => !isFirst(call)) };
}

/** What both groups are called, and what a call must have done to be in the first. */
export interface GroupWords extends Readonly<Record<CallGroup, string>> {
  readonly about: string;
}

const WROTE = 'wrote rows';

/**
 * Only reads are judged by whether they wrote; of other rules a call that wrote may well be right. `No write seen` is true
 * also where no change log covers the calls.
 */
export function groupWords(rule: ShownRule, { counted, quiet }: CallGroups): GroupWords {
  const isOther = rule !== 'safe-method-writes' && isAnyCounted(counted);
  if (isOther) return { counted: 'Counted', quiet: 'Not counted', about: BROKEN[rule as keyof typeof BROKEN][2] };
  const others = quiet.some(({ state }) => state === 'wrote') ? 'Wrote nothing that counts' : 'No write seen';
  const isLess = rule === 'safe-method-writes' && counted.length > 0 && !isAnyCounted(counted);
  return { counted: isLess ? 'Wrote, not counted' : 'Wrote', quiet: others, about: WROTE };
}

/** What the calls have in common: only what the figures show. */
export function patternOf({
  rule,
  calls,
  clients,
}: Pick<EndpointPage, 'clients'> & { readonly rule: ShownRule; readonly calls: readonly RuledCall[] }): string {
  const reached = calls.filter((call) => call.reached !== 'no');
  const away = calls.length - reached.length;
  const isOfReads = rule === 'safe-method-writes' || !isAnyCounted(calls);
  // A read that holds is said not to have written, whatever telemetry it wrote.
  const isSilent = rule === 'safe-method-writes' && !isAnyCounted(calls);
  const first = isSilent ? 0 : reached.filter(firstTest(calls)).length;
  const writers = clients.filter((client) => client.wrote > 0);
  const [only] = writers;
  const parts = [
    ...(first === reached.length && first > 1 ? [isOfReads ? 'every call wrote' : 'every call is counted'] : []),
    ...(isOfReads && first > 0 && clients.length > 1 && writers.length === 1 && only
      ? [`only ${only.name} wrote`]
      : []),
    ...(away > 0 ? [`${formatCount(away)} ${plural(away, 'answer', 'answers')} did not come from the server`] : []),
  ];
  return parts.join('; ');
}

/** One cell of the strip of all calls: one call, or several where there are too many. */
export interface CallBin {
  readonly calls: readonly RuledCall[];
  /** Share that counts, or where none does, that wrote; 0 to 1. */
  readonly share: number;
}

/** Cells at most. */
const MOST = 200;

/** The calls in time order, in equal bins of at least one. */
export function binCalls(calls: readonly RuledCall[]): CallBin[] {
  const size = Math.max(1, Math.ceil(calls.length / MOST));
  const isFirst = firstTest(calls);
  const bins = Array.from({ length: Math.ceil(calls.length / size) }, (_, i) => calls.slice(i * size, (i + 1) * size));
  return bins.map((bin) => ({
    calls: bin,
    share: bin.filter(isFirst).length / Math.max(1, bin.length),
  }));
}
