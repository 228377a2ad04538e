import type { z } from 'zod';
import type {
  addNoteInput,
  setExceptionInput,
  setOwnerInput,
  setStatusInput,
  setTicketInput,
} from '../../shared/inputs.ts';
import { refusal } from '../../shared/status-machine.ts';
import { STATUS_LABELS } from '../../shared/text.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Step, Subject } from '../store/decisions.ts';

/** What an input asks for, as steps; what is not allowed comes back with its reason and changes nothing. */
export interface Plan {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly refused: readonly { readonly key: string; readonly why: string }[];
}

const subject = (key: string): Subject => `finding:${key}`;
const count = (keys: readonly string[]): string => (keys.length === 1 ? '' : ` (${keys.length} findings)`);

/** @param statusOf the present status of a finding */
export function planStatus(input: z.output<typeof setStatusInput>, statusOf: (key: string) => MigrationStatus): Plan {
  const refused = input.keys.flatMap((key) => {
    const why = refusal(statusOf(key), input.status);
    return why ? [{ key, why }] : [];
  });
  const held = new Set(refused.map((refusal) => refusal.key));
  const allowed = input.keys.filter((key) => !held.has(key));
  const steps = allowed.flatMap((key): Step[] => [
    { subject: subject(key), field: 'status', value: input.status, why: input.why },
    ...(input.shippedOn && input.status === 'shipped'
      ? [{ subject: subject(key), field: 'shipped-on', value: input.shippedOn } as const]
      : []),
    // A status set by hand ends the exception that stood in its place.
    ...(statusOf(key) === 'exception' ? [{ subject: subject(key), field: 'exception', value: null } as const] : []),
  ]);
  return { label: `Status: ${STATUS_LABELS[input.status]}${count(allowed)}`, steps, refused };
}

export const planOwner = (input: z.output<typeof setOwnerInput>): Plan =>
  planField(input.keys, 'owner', input.owner || null, `Owner: ${input.owner || 'no one'}`);

export const planTicket = (input: z.output<typeof setTicketInput>): Plan =>
  planField(input.keys, 'ticket', input.ticket || null, `Ticket: ${input.ticket || 'none'}`);

export const planNote = (input: z.output<typeof addNoteInput>): Plan =>
  planField(input.keys, 'note', input.text, 'Note');

/** Accepting keeps the status to return to; ending the exception returns there. */
export function planException(
  input: z.output<typeof setExceptionInput>,
  statusOf: (key: string) => MigrationStatus,
  statusBefore: (key: string) => MigrationStatus,
): Plan {
  const { exception, keys } = input;
  const steps = keys.flatMap((key): Step[] => {
    if (exception === null && statusOf(key) !== 'exception') return [];
    const status = exception ? 'exception' : statusBefore(key);
    return [
      { subject: subject(key), field: 'exception', value: exception },
      { subject: subject(key), field: 'status', value: status, why: exception?.words ?? null },
    ];
  });
  return { label: `${exception ? 'Exception' : 'Exception ended'}${count(keys)}`, steps, refused: [] };
}

function planField(keys: readonly string[], field: Step['field'], value: unknown, label: string): Plan {
  const steps = keys.map((key) => ({ subject: subject(key), field, value }));
  return { label: label + count(keys), steps, refused: [] };
}
