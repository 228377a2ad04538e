import type { Micros } from '../../../shared/records.ts';
import { isSafe } from '../../../shared/words.ts';
import type { Call, Dossier, DossierWrite, RunView, TableEvent } from '../rule.ts';
import { callerKey } from './conditions.ts';
import { resourceKey } from './requests.ts';
import { lastBefore } from './within.ts';

/**
 * Reads that look at work which another request began: a job that is asked about until it is done, an order that a
 * payment provider confirms. The work commits while a read is open, by and by, and names what the read names.
 */

/** Of the things that were asked about again and again, as many show that the others were waited for, too. */
const SHARE = 0.25;
/** How long a request may go on after its caller gave up waiting. */
const GOES_ON_US = 60_000_000;

/** Writes that may be work which an earlier request began. */
export interface Watched {
  /** Calls of the read whose writes this explains. */
  readonly calls: ReadonlySet<number>;
  /** The endpoint that began most of them. */
  readonly by: string;
}

/** One write, with the request that had written its row before. */
interface Begun {
  readonly reader: Call;
  readonly beginner: Call;
}

/**
 * The read's writes of rows that a request with an unsafe method had written before, where the same caller had read the
 * same thing in between and wrote nothing, or where that request was only accepted (202); and those after a request of
 * the same caller that nobody answered. Null where there are none.
 */
export function watchedWork(dossier: Dossier, writes: readonly DossierWrite[]): Watched | null {
  const told = [...unansweredWork(dossier, writes), ...begunAndWatched(dossier, writes)];
  if (told.length === 0) return null;
  return {
    calls: new Set(told.map(({ reader }) => reader.id)),
    by: mostOf(told.map(({ beginner: { endpoint } }) => `${endpoint.method} ${endpoint.route}`)),
  };
}

/** Requests without an answer, to which no write is linked, may have gone on while the same caller read. */
function unansweredWork({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): Begun[] {
  const unanswered = run.unanswered();
  const wrote = new Set(
    [...new Set(unanswered.map((call) => call.endpoint.id))].flatMap((id) =>
      run.writesOf(id).map(({ exchangeId }) => exchangeId),
    ),
  );
  const lost = Map.groupBy(
    unanswered.filter(({ id }) => !wrote.has(id)),
    callerKey,
  );
  const ids = new Set(writes.map(({ exchangeId }) => exchangeId));
  return run.callsOf(endpoint.id).flatMap((reader) => {
    if (!ids.has(reader.id) || reader.startUs === null) return [];
    const own = lost.get(callerKey(reader)) ?? [];
    const beginner = lastBefore(own, startOf, reader.startUs, GOES_ON_US, () => true);
    return beginner ? [{ reader, beginner }] : [];
  });
}

function begunAndWatched(dossier: Dossier, writes: readonly DossierWrite[]): Begun[] {
  const begun = begunWork(dossier, writes);
  const asked = begun.filter(createAskedBefore(dossier));
  if (asked.length > 0 && asked.length >= SHARE * begun.length) return begun;
  return begun.filter(({ beginner }) => beginner.status === 202);
}

/** Writes of rows that a request with an unsafe method wrote last before, each with its read and that request. */
function begunWork({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): Begun[] {
  const readers = new Map(run.callsOf(endpoint.id).map((call) => [call.id, call]));
  const before = writersBefore(run, writes);
  const ids = new Set([...before.values()].flatMap(({ endpoint: by }) => by?.id ?? []));
  const writers = new Map([...ids].flatMap((id) => run.callsOf(id)).map((call) => [call.id, call]));
  return writes.flatMap((write) => {
    const reader = readers.get(write.exchangeId);
    const beginner = writers.get(before.get(write.transactionId)?.exchangeId ?? -1);
    return reader && beginner && isEarlier(beginner, reader) ? [{ reader, beginner }] : [];
  });
}

/** By transaction: the last request with an unsafe method before it that wrote a row which it updates or deletes. */
function writersBefore(run: RunView, writes: readonly DossierWrite[]): ReadonlyMap<number, TableEvent> {
  const wanted = new Set(writes.map(({ transactionId }) => transactionId));
  const updates = writes.flatMap(({ changes }) => changes).filter(({ op }) => op === 'update' || op === 'delete');
  const found = new Map<number, TableEvent>();
  for (const table of new Set(updates.map((change) => change.table))) {
    const last = new Map<string, TableEvent>();
    for (const event of run.eventsOf(table))
      for (const rowId of event.rowIds) {
        const before = last.get(rowId);
        if (before && wanted.has(event.transactionId)) found.set(event.transactionId, before);
        if (event.endpoint !== null && !isSafe(event.endpoint)) last.set(rowId, event);
      }
  }
  return found;
}

/** Whether the reader had asked for the same since the work began, and that call wrote nothing. */
function createAskedBefore({ run, endpoint, writes }: Dossier): (begun: Begun) => boolean {
  const wrote = new Set(writes.map(({ exchangeId }) => exchangeId));
  const quiet = run.callsOf(endpoint.id).filter(({ id, reached }) => reached !== 'no' && !wrote.has(id));
  const byThing = Map.groupBy(quiet, resourceKey);
  return ({ reader, beginner }) => {
    const before = lastBefore(
      byThing.get(resourceKey(reader)) ?? [],
      startOf,
      reader.startUs ?? 0,
      Infinity,
      () => true,
    );
    return before !== null && isEarlier(beginner, before);
  };
}

const startOf = ({ startUs }: Call): Micros | null => startUs;
const isEarlier = (a: Call, b: Call): boolean => a.startUs !== null && b.startUs !== null && a.startUs < b.startUs;

function mostOf(names: readonly string[]): string {
  const groups = [...Map.groupBy(names, (name) => name)];
  return groups.sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? '';
}
