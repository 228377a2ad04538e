import { formatCount } from '../../../shared/text.ts';
import type { Call, Dossier, DossierWrite } from '../rule.ts';

/** Which of an endpoint's calls offend, where it is a certain kind: that changes the fix. */
export interface Offence {
  /** A sentence; null where nothing sets the offending calls apart. */
  readonly words: string | null;
  readonly remedy: string | null;
}

/** So many calls on either side show that a difference is one. */
const ENOUGH = 3;

/** Compares the calls that wrote with those that did not. */
export function conditionOfOffence({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): Offence {
  const ids = new Set(writes.map(({ exchangeId }) => exchangeId));
  const calls = run.callsOf(endpoint.id).filter(({ reached }) => reached !== 'no');
  const [wrote, others] = [calls.filter(({ id }) => ids.has(id)), calls.filter(({ id }) => !ids.has(id))];
  const automatic = wrote.filter((call) => isAutomatic(run.contentOf(call.id).request.header, call));
  return (
    onlyAutomatic(wrote, automatic) ??
    onlyClient(wrote, others) ??
    onlyFirst(wrote, others) ??
    everyNth(calls, wrote) ?? { words: null, remedy: null }
  );
}

const BOT =
  /bot\b|crawler|spider|slurp|preview|scanner|safelinks|proofpoint|mimecast|barracuda|facebookexternalhit|whatsapp|monitor|uptime|pingdom/i;

/** Sent by a browser ahead of need, or by a program that opens links by itself. */
const isAutomatic = (header: (name: string) => string | null, { client }: Call): boolean =>
  /prefetch|prerender/i.test(
    [header('Sec-Purpose'), header('Purpose'), header('X-Purpose'), header('X-Moz')].join(' '),
  ) || BOT.test(header('User-Agent') ?? client ?? '');

function onlyAutomatic(wrote: readonly Call[], automatic: readonly Call[]): Offence | null {
  if (automatic.length === 0 || automatic.length < wrote.length) return null;
  return {
    words: 'Only prefetches, link scanners or bots set it off: nobody meant it.',
    remedy:
      'Answer prefetches (Sec-Purpose: prefetch) and scanners without the write, and move it behind a POST that a person sends on purpose.',
  };
}

function onlyClient(wrote: readonly Call[], others: readonly Call[]): Offence | null {
  const clients = new Set(wrote.map(({ client }) => client));
  const [client] = clients;
  if (clients.size !== 1 || !client || wrote.length < ENOUGH || others.length < ENOUGH) return null;
  if (others.some((call) => call.client === client)) return null;
  return {
    words: `Only calls of ${client} write.`,
    remedy: `Find what ${client} sends that others do not, and let it ask for the write with a call of its own; the read can stay as it is for all others.`,
  };
}

/** The first call for a resource, or of a user, writes; later ones find what it made. */
function onlyFirst(wrote: readonly Call[], others: readonly Call[]): Offence | null {
  if (others.length < ENOUGH) return null;
  const by = (keyOf: (call: Call) => string | null) => {
    const groups = Map.groupBy([...wrote, ...others], keyOf);
    groups.delete(null);
    const told = [...groups.values()].filter((calls) => calls.length > 1);
    return told.length > 0 && wrote.every((call) => isFirst(call, groups.get(keyOf(call)) ?? []));
  };
  const what = by(({ resource }) => resource) ? 'of a resource' : by(({ identity }) => identity) ? 'of a user' : null;
  if (what === null) return null;
  return {
    words: `Only the first call ${what} writes: it makes what later ones find.`,
    remedy: `Make the row when its ${what === 'of a user' ? 'user' : 'resource'} is made, or answer with defaults while it is not there, and write it with the first change.`,
  };
}

const isFirst = (call: Call, calls: readonly Call[]): boolean =>
  calls.every((each) => each.id === call.id || (each.startUs ?? 0) > (call.startUs ?? 0));

/** Equal numbers of calls between the writing ones, at least three times. */
function everyNth(calls: readonly Call[], wrote: readonly Call[]): Offence | null {
  const ids = new Set(wrote.map(({ id }) => id));
  const places = calls.flatMap(({ id }, at) => (ids.has(id) ? [at] : []));
  const steps = new Set(places.slice(1).map((place, at) => place - (places[at] ?? 0)));
  const [step = 0] = steps;
  if (steps.size !== 1 || step < 2 || places.length < ENOUGH + 1) return null;
  return {
    words: `One in ${formatCount(step)} calls writes, by count.`,
    remedy: 'What is done every so often belongs in a job: let it run by the clock, not by readers.',
  };
}
