import type { z } from 'zod';
import type {
  addNoteInput,
  setExceptionInput,
  setLiveDateInput,
  setOwnerInput,
  setStatusInput,
  setTicketInput,
} from '../../shared/inputs.ts';
import { refusal } from '../../shared/status-machine.ts';
import { STATUS_LABELS } from '../../shared/text.ts';
import type { Exception } from '../../shared/tracking-views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Step, Subject } from '../store/decisions.ts';
import { dayWord } from './day.ts';

/** What an input asks for, as steps; what is not allowed comes back with its reason and changes nothing. */
export interface Plan {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly refused: readonly { readonly key: string; readonly why: string }[];
}

const subject = (key: string): Subject => `finding:${key}`;
const count = (keys: readonly string[]): string => (keys.length === 1 ? '' : ` (${keys.length} findings)`);

/** Where a finding stands before a decision. */
export interface Present {
  /** As shown: runs may have proved or taken back what people set. */
  readonly status: MigrationStatus;
  /** Whether it was accepted, even if that has ended since. */
  readonly accepted: boolean;
  /** The status that the end of its exception returns to. */
  readonly before: MigrationStatus;
  /** Why it is flagged. */
  readonly flag: string | null;
}

type PresentOf = (key: string) => Present;

const NO_DAY = 'Shipped needs the day from which the fix is live.';

/** Moves to another status, where that is allowed. */
export function planStatus(input: z.output<typeof setStatusInput>, presentOf: PresentOf): Plan {
  const refused = refusals(input.keys, (key) =>
    input.status === 'shipped' && input.shippedOn === null ? NO_DAY : refusal(presentOf(key).status, input.status),
  );
  const allowed = without(input.keys, refused);
  const steps = allowed.flatMap((key): Step[] => statusSteps(key, presentOf(key), input));
  return { label: `Status: ${STATUS_LABELS[input.status]}${count(allowed)}`, steps, refused };
}

type Refused = Plan['refused'];

const refusals = (keys: readonly string[], whyNot: (key: string) => string | null): Refused =>
  keys.flatMap((key) => {
    const why = whyNot(key);
    return why === null ? [] : [{ key, why }];
  });

function without(keys: readonly string[], refused: Refused): string[] {
  const held = new Set(refused.map(({ key }) => key));
  return keys.filter((key) => !held.has(key));
}

const PROVED: ReadonlySet<MigrationStatus> = new Set(['verified', 'regressed']);

function statusSteps(key: string, now: Present, { status, shippedOn, why }: z.output<typeof setStatusInput>): Step[] {
  return [
    {
      subject: subject(key),
      field: 'status',
      value: status,
      why: why ?? now.flag,
      // The history says what the person saw.
      ...(PROVED.has(now.status) ? { before: now.status } : {}),
    },
    ...(status === 'shipped' ? [{ subject: subject(key), field: 'shipped-on', value: shippedOn } as const] : []),
    // A status set by hand ends the exception that stood in its place.
    ...(now.accepted ? [{ subject: subject(key), field: 'exception', value: null } as const] : []),
  ];
}

const LIVE: ReadonlySet<MigrationStatus> = new Set(['shipped', 'verified', 'regressed']);

/** Corrects the day from which a fix is live; runs are held against it anew. */
export function planLiveDate(input: z.output<typeof setLiveDateInput>, presentOf: PresentOf): Plan {
  const refused = refusals(input.keys, (key) =>
    LIVE.has(presentOf(key).status) ? null : 'Only a fix that was shipped has a day from which it is live.',
  );
  const steps = without(input.keys, refused).map(
    (key): Step => ({ subject: subject(key), field: 'shipped-on', value: input.shippedOn, why: input.why }),
  );
  return { label: `Live from ${dayWord(input.shippedOn)}${count(input.keys)}`, steps, refused };
}

/** An empty name means no one. */
export const planOwner = (input: z.output<typeof setOwnerInput>): Plan =>
  planField(input.keys, 'owner', input.owner || null, `Owner: ${input.owner || 'no one'}`);

/** An empty text means none. */
export const planTicket = (input: z.output<typeof setTicketInput>): Plan =>
  planField(input.keys, 'ticket', input.ticket || null, `Ticket: ${input.ticket || 'none'}`);

export const planNote = (input: z.output<typeof addNoteInput>): Plan =>
  planField(input.keys, 'note', input.text, 'Note');

/**
 * Accepting keeps the status to return to; ending the exception returns there.
 * @param exceptionOf the exception as it is kept for one finding
 */
export function planException(
  { keys, exception }: z.output<typeof setExceptionInput>,
  presentOf: PresentOf,
  exceptionOf: (key: string) => Exception | null,
): Plan {
  const steps = keys.flatMap((key): Step[] => {
    const now = presentOf(key);
    if (exception === null && !now.accepted) return [];
    const status = exception ? 'exception' : now.before;
    // Accepted again: the status before stays the one that it had before the first time.
    const moves = exception !== null && now.accepted ? [] : [statusStep(key, now, status, exception?.words ?? null)];
    return [{ subject: subject(key), field: 'exception', value: exceptionOf(key) }, ...moves];
  });
  return { label: `${exception ? 'Exception' : 'Exception ended'}${count(keys)}`, steps, refused: [] };
}

const statusStep = (key: string, now: Present, value: MigrationStatus, words: string | null): Step => ({
  subject: subject(key),
  field: 'status',
  value,
  why: words ?? now.flag,
  ...(PROVED.has(now.status) ? { before: now.status } : {}),
});

function planField(keys: readonly string[], field: Step['field'], value: unknown, label: string): Plan {
  const steps = keys.map((key) => ({ subject: subject(key), field, value }));
  return { label: label + count(keys), steps, refused: [] };
}
