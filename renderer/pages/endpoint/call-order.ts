import type { CallCell } from '../../../shared/call-views.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import type { EndpointPage } from '../../../shared/views.ts';

/** Which calls the arrows walk through. */
export type CallGroup = 'wrote' | 'quiet';

export interface CallGroups {
  /** Strongest first. */
  readonly wrote: readonly CallCell[];
  /** In time order. */
  readonly quiet: readonly CallCell[];
}

/** Where no write counts for a verdict, every write is one. */
function writerTest(calls: readonly CallCell[]): (call: CallCell) => boolean {
  const counted = calls.some((call) => call.state === 'wrote');
  return (call) => call.state === 'wrote' || (!counted && call.state === 'wrote-uncounted');
}

/**
 * The calls that wrote and the others. Where nothing counts for a verdict (a POST may write), all writes are shown as
 * such.
 */
export function groupCalls(calls: readonly CallCell[]): CallGroups {
  const isWriter = writerTest(calls);
  const wrote = calls.filter(isWriter).toSorted((a, b) => b.probability - a.probability);
  return { wrote, quiet: calls.filter((call) => !isWriter(call)) };
}

/** `No write seen`, which is true also where no change log covers them, or what is true of them all. */
export function quietWords(quiet: readonly CallCell[]): string {
  return quiet.some((call) => call.state === 'wrote-uncounted') ? 'Wrote nothing that counts' : 'No write seen';
}

/** What the calls have in common: only what the figures show. */
export function patternOf({
  calls,
  clients,
}: Pick<EndpointPage, 'clients'> & { readonly calls: readonly CallCell[] }): string {
  const reached = calls.filter((call) => call.reached !== 'no');
  const away = calls.length - reached.length;
  const wrote = reached.filter(writerTest(calls)).length;
  const writers = clients.filter((client) => client.wrote > 0);
  const [only] = writers;
  const parts = [
    ...(wrote > 0 && wrote === reached.length && wrote > 1 ? ['every call wrote'] : []),
    ...(wrote > 0 && clients.length > 1 && writers.length === 1 && only ? [`only ${only.name} wrote`] : []),
    ...(away > 0 ? [`${formatCount(away)} ${plural(away, 'answer', 'answers')} did not come from the server`] : []),
  ];
  return parts.join('; ');
}

/** One cell of the strip of all calls: one call, or several where there are too many. */
export interface CallBin {
  readonly calls: readonly CallCell[];
  /** Share that wrote, 0 to 1. */
  readonly share: number;
}

/** Cells at most. */
const MOST = 200;

/** The calls in time order, in equal bins of at least one. */
export function binCalls(calls: readonly CallCell[]): CallBin[] {
  const size = Math.max(1, Math.ceil(calls.length / MOST));
  const isWriter = writerTest(calls);
  const bins = Array.from({ length: Math.ceil(calls.length / size) }, (_, i) => calls.slice(i * size, (i + 1) * size));
  return bins.map((bin) => ({
    calls: bin,
    share: bin.filter(isWriter).length / Math.max(1, bin.length),
  }));
}
