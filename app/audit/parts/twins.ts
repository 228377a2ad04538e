import type { Micros } from '../../../shared/records.ts';
import type { Call, Dossier } from '../rule.ts';
import { isAccepted } from './requests.ts';
import { digest } from './values.ts';
import { within } from './within.ts';

/** No call that matters was open for longer. */
const LONGEST_US = 60_000_000;

/**
 * Whether an equal call was open at the same time and was accepted, as after a double click: what a refused one seems to
 * have written is more likely that one's. Takes the endpoint's other calls in time order.
 */
export function hasAcceptedTwin({ run }: Dossier, calls: readonly Call[], refused: Call): boolean {
  const { startUs, endUs, resource, query } = refused;
  if (startUs === null) return false;
  const isOpen = (call: Call): boolean => (call.endUs ?? call.startUs ?? 0) >= startUs;
  const sent = (call: Call): string => digest(run.contentOf(call.id).request.body ?? null);
  return within(calls, startOf, startUs - LONGEST_US, endUs ?? startUs)
    .filter((call) => call.resource === resource && JSON.stringify(call.query) === JSON.stringify(query))
    .some((call) => isAccepted(call) && isOpen(call) && sent(call) === sent(refused));
}

const startOf = ({ startUs }: Call): Micros | null => startUs;
