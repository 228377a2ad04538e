import type { Micros } from '../../../shared/records.ts';
import type { Call, Dossier, DossierWrite } from '../rule.ts';
import { signatureOf } from '../weigh.ts';

/** What the times of calls and writes say against a cause: calls that wait for a change, and timers in step with calls. */

/** A read that lasts so long may be one that is answered when something changes. */
const WAITING_US = 1_000_000;
/** Calls that wait last as long as it takes, so that the longest is so much longer than the shortest. */
const UNEVEN = 1.5;
/** Fewer times show no beat. */
const LEAST_BEATS = 5;
/** How far a time may be off its beat, as a share of the beat, and how many of the steps may be further off. */
const OFF_BEAT = 0.1;
const MISSED = 0.1;

/** How long the writing calls were open at the most, if most of them lasted long and unevenly; else null. */
export function longestWait({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): Micros | null {
  const ids = new Set(writes.map(({ exchangeId }) => exchangeId));
  const lasted = run.callsOf(endpoint.id).flatMap((call) => (ids.has(call.id) ? lengthOf(call) : []));
  const waited = lasted.filter((length) => length >= WAITING_US).sort((a, b) => a - b);
  const [shortest = 0, longest = 0] = [waited[0], waited.at(-1)];
  return waited.length * 2 > lasted.length && longest >= UNEVEN * shortest ? longest : null;
}

const lengthOf = ({ startUs, endUs }: Call): Micros[] => (startUs === null || endUs === null ? [] : [endUs - startUs]);

/**
 * The beat of the writes where both they and the endpoint's calls come at regular times; else null. Each kind of write
 * has a beat of its own: two of them in one call would make a very short one.
 */
export function sharedBeat({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): Micros | null {
  const calls = run.callsOf(endpoint.id).filter(({ reached }) => reached !== 'no');
  if (beatOf(calls.map(({ startUs }) => startUs)) === null) return null;
  const kinds = [...Map.groupBy(writes, kindOf).values()];
  const beats = kinds.map((kind) => beatOf(kind.map(({ timeUs }) => timeUs)));
  return beats.reduce((most, beat) => (most === null || beat === null ? null : Math.max(most, beat)), beats[0] ?? null);
}

const kindOf = ({ changes }: DossierWrite): string => [...new Set(changes.map(signatureOf))].sort().join();

/** The shortest step between times, if nearly all steps are that long or a multiple of it. */
function beatOf(times: readonly (Micros | null)[]): Micros | null {
  const known = [...new Set(times.filter((time) => time !== null))].sort((a, b) => a - b);
  if (known.length < LEAST_BEATS) return null;
  const steps = known.slice(1).map((time, at) => time - (known[at] as Micros));
  const shortest = Math.min(...steps);
  const off = steps.filter((step) => Math.abs(step / shortest - Math.round(step / shortest)) > OFF_BEAT);
  return off.length <= MISSED * steps.length ? shortest : null;
}
