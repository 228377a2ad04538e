import { STATUS_LABELS } from '../../shared/text.ts';
import type { NoteFinding } from './note-input.ts';
import { dateWords, isoDate } from './wording.ts';

/** What is known of a switch: when it was decided and when it is live, as ISO dates. */
export interface Switch {
  readonly decidedOn: string | null;
  readonly liveOn: string | null;
}

const DECIDED = ['planned', 'in-progress', 'shipped'] as const;
const DONE: ReadonlySet<string> = new Set(['shipped', 'verified']);

/**
 * Deprecated from the date given, or else from when it was first planned. Live from the date given with Shipped, until
 * then from the one announced; both are void once a later run saw the call write again.
 */
export function switchOf({ history, tracking, dates }: NoteFinding): Switch {
  const decisions = history.filter(
    (entry) =>
      entry.field === 'status' &&
      !entry.undone &&
      DECIDED.some((status) => entry.text.endsWith(` to ${STATUS_LABELS[status]}`)),
  );
  const first = decisions.length === 0 ? null : isoDate(Math.min(...decisions.map((entry) => entry.atMs)));
  const shipped = DONE.has(tracking.status) ? tracking.shippedOn : null;
  return {
    decidedOn: dates.deprecation ?? first,
    liveOn: tracking.status === 'regressed' ? null : (shipped ?? dates.sunset ?? tracking.shippedOn),
  };
}

/** Headers a server sends until the switch, or the decision that is missing for them. */
export interface SwitchHeaders {
  readonly lines: readonly string[];
  readonly missing: readonly string[];
}

/** `Deprecation` counts seconds after an `@` (RFC 9745 §2.1). */
const deprecation = (iso: string): string => `Deprecation: @${Date.parse(`${iso}T00:00:00Z`) / 1000}`;

/** `Sunset` is an HTTP date (RFC 8594 §3). */
const sunset = (iso: string): string => `Sunset: ${new Date(`${iso}T00:00:00Z`).toUTCString()}`;

/** A Sunset may not lie before its Deprecation (RFC 9745 §4), so a late decision counts from the switch. */
export function switchHeaders({ decidedOn, liveOn }: Switch, address: string): SwitchHeaders {
  const deprecatedOn = decidedOn !== null && liveOn !== null && decidedOn > liveOn ? liveOn : decidedOn;
  const lines = [
    ...(deprecatedOn === null ? [] : [deprecation(deprecatedOn)]),
    ...(liveOn === null ? [] : [sunset(liveOn)]),
  ];
  const missing = [
    ...(deprecatedOn === null ? ['the decision to plan the switch (Deprecation)'] : []),
    ...(liveOn === null ? ['the date of the switch (Sunset)'] : []),
  ];
  return {
    lines: lines.length === 0 ? [] : [...lines, `Link: <${address}>; rel="deprecation"; type="text/html"`],
    missing,
  };
}

/** When the call changes, as a sentence. */
export function whenItChanges({ liveOn }: Switch, today: string): string {
  if (liveOn === null) return 'The date of the switch is not decided yet.';
  return liveOn > today
    ? `From ${dateWords(liveOn)} the call only reads.`
    : `Since ${dateWords(liveOn)} the call only reads.`;
}
