import type { Micros } from '../../../shared/records.ts';
import type { EndpointName } from '../../../shared/views.ts';
import { isSafe } from '../../../shared/words.ts';
import type { Call, Dossier, DossierChange, DossierWrite, RunView } from '../rule.ts';
import { moved } from '../weigh.ts';
import { isBookkeeping } from './columns.ts';
import { type Condition, callerKey, conditionOf } from './conditions.ts';
import { isAccepted } from './requests.ts';
import { type CellMove, cellMove, setsCell } from './set-cells.ts';
import { lastBefore, within } from './within.ts';

/** An accepted call with the row columns it moved. */
export interface Patch {
  readonly call: Call;
  readonly condition: Condition | null;
  readonly writes: readonly DossierWrite[];
  /** What moved each row and column: `public.articles {"id":5} title`. */
  readonly cells: ReadonlyMap<string, DossierWrite>;
  /** Rows it updated: `/me` is another one for each caller. */
  readonly rows: ReadonlySet<string>;
}

/** Two callers moved one column of one row. */
export interface Collision {
  readonly patch: Patch;
  /** The other caller's call, before the patch. */
  readonly other: Call;
  readonly write: DossierWrite;
  /** `articles.title`. */
  readonly column: string;
  /** What the other caller made of the column, and what the patch made of that. */
  readonly moves: readonly [other: CellMove, own: CellMove];
  /**
   * The patch's caller had read the resource before the other wrote, and not since; null: no such read is known, or
   * the caller may have been told of the change over a stream.
   */
  readonly read: Call | null;
}

/** The endpoint's accepted calls in time order, at most `most`. */
export function patchesOf({ run, endpoint, writes }: Dossier, most: number): Patch[] {
  const byCall = Map.groupBy(
    writes.filter(({ isLikely }) => isLikely),
    (write) => write.exchangeId,
  );
  return run
    .callsOf(endpoint.id)
    .filter((call) => isAccepted(call) && call.startUs !== null)
    .slice(0, most)
    .map((call) => {
      const own = byCall.get(call.id) ?? [];
      const condition = conditionOf(run.contentOf(call.id).request);
      const cells = own.flatMap((write) => cellsOf(write).map((cell) => [cell, write] as const));
      return { call, condition, writes: own, cells: new Map(cells), rows: new Set(own.flatMap(rowsOf)) };
    });
}

/** Only what a value ties to the call: a wrong link would make a collision of two strangers. */
const updatesOf = ({ changes, isNamed, basis }: DossierWrite): DossierChange[] =>
  isNamed || basis.includes('key')
    ? changes.filter(
        (change) => change.class === 'domain' && !change.classUnsure && change.op === 'update' && moved(change),
      )
    : [];

/** Also where it is not known what moved. */
const rowsOf = (write: DossierWrite): string[] => updatesOf(write).flatMap(({ rowId }) => rowId ?? []);

const cellsOf = (write: DossierWrite): string[] =>
  updatesOf(write).flatMap(({ rowId, changed }) =>
    rowId === null
      ? []
      : (changed ?? []).filter((column) => !isBookkeeping(column)).map((column) => `${rowId} ${column}`),
  );

/** Each patch that moved what another caller had moved less than `withinUs` before. */
export function collisionsOf(
  run: RunView,
  endpoint: EndpointName,
  patches: readonly Patch[],
  withinUs: Micros,
): Collision[] {
  const writers = writersByCell(run, endpoint);
  const reads = readsOf(run, endpoint);
  return patches.flatMap((patch) => {
    for (const [cell, own] of patch.cells) {
      const other = lastWriter(writers.get(cell) ?? [], patch.call, withinUs);
      if (!other || callerKey(other.call) === callerKey(patch.call)) continue;
      if (!setsCell(run, other.call, other.write, cell) || !setsCell(run, patch.call, own, cell)) continue;
      const read = lastRead(reads, patch.call, withinUs);
      const blind = read !== null && (read.startUs ?? 0) < (other.call.startUs ?? 0) ? read : null;
      // Who read after the other's write saw it.
      if ((read !== null && blind === null) || sawElsewhere(run, endpoint, other.call, patch.call)) continue;
      const moves = [cellMove(run, other.write, cell), cellMove(run, own, cell)] as const;
      const known = blind !== null && hearsOfChanges(run, patch.call) ? null : blind;
      return [{ patch, other: other.call, write: other.write, column: columnWord(cell), moves, read: known }];
    }
    return [];
  });
}

/** Whether the caller read the collection, or a part of the resource, between the two: it may have shown the change. */
function sawElsewhere(run: RunView, { route, origin }: EndpointName, other: Call, patch: Call): boolean {
  const collection = route.replace(/\/\{[^/{}]*\}$/, '');
  return run.endpoints
    .filter((each) => isSafe(each) && each.origin === origin)
    .filter((each) => each.route === collection || each.route.startsWith(`${route}/`))
    .some(({ id }) =>
      within(run.callsOf(id), ({ startUs }) => startUs, other.endUs ?? 0, patch.startUs ?? 0).some(
        (call) => isAccepted(call) && callerKey(call) === callerKey(patch) && isOver(call, patch),
      ),
    );
}

/** Whether the caller had opened a WebSocket or an event stream: these often carry a cookie in place of a token. */
const hearsOfChanges = (run: RunView, { client, identity, startUs, endpoint }: Call): boolean =>
  run
    .streams()
    .some(
      (stream) =>
        stream.client === client &&
        hostOf(stream) === hostOf({ endpoint }) &&
        (stream.identity === null || stream.identity === identity) &&
        (stream.startUs ?? Infinity) < (startUs ?? 0),
    );

/** `wss://app.example` and `https://app.example` are one host. */
const hostOf = ({ endpoint: { origin } }: Pick<Call, 'endpoint'>): string => origin.replace(/^\w+:/, '');

const lastWriter = (writers: readonly Writer[], patch: Call, withinUs: Micros): Writer | null =>
  lastBefore(
    writers,
    ({ call }) => call.startUs,
    patch.startUs ?? 0,
    withinUs,
    ({ call }) => isOver(call, patch),
  );

const isOver = (call: Call, patch: Call): boolean =>
  call.id !== patch.id && (call.endUs ?? Infinity) <= (patch.startUs ?? 0);

/** `public.articles {"id":5} title` → `articles.title`. */
const columnWord = (cell: string): string =>
  `${cell.slice(0, cell.indexOf(' ')).replace(/^public\./, '')}.${cell.slice(cell.lastIndexOf(' ') + 1)}`;

type Writer = { readonly call: Call; readonly write: DossierWrite };

/** Calls of the route's unsafe methods by what they moved, in time order. */
function writersByCell(run: RunView, { route, origin }: EndpointName): Map<string, Writer[]> {
  const cells = new Map<string, Writer[]>();
  const siblings = run.endpoints.filter(
    (each) => each.route === route && each.origin === origin && each.method !== 'GET',
  );
  const all = siblings.flatMap(({ id }) => {
    const calls = new Map(run.callsOf(id).map((call) => [call.id, call]));
    return run.writesOf(id).flatMap((write) => {
      const call = calls.get(write.exchangeId);
      return call && write.isLikely ? [{ call, write }] : [];
    });
  });
  for (const each of all.sort((a, b) => (a.call.startUs ?? 0) - (b.call.startUs ?? 0)))
    for (const cell of cellsOf(each.write)) {
      const known = cells.get(cell);
      if (known) known.push(each);
      else cells.set(cell, [each]);
    }
  return cells;
}

/** When each caller saw each resource: reads, and answers to its own writes. */
export function readsOf(run: RunView, { route, origin }: EndpointName): Map<string, Call[]> {
  const siblings = run.endpoints.filter((each) => each.route === route && each.origin === origin);
  const seen = siblings
    .flatMap(({ id }) => run.callsOf(id))
    .filter((call) => call.startUs !== null && call.reached !== 'no' && (isAccepted(call) || call.status === 304));
  return Map.groupBy(
    seen.sort((a, b) => (a.startUs ?? 0) - (b.startUs ?? 0)),
    readKey,
  );
}

/** One caller and one resource. */
export const readKey = (call: Call): string => `${callerKey(call)} ${call.resource}`;

const lastRead = (reads: ReadonlyMap<string, readonly Call[]>, patch: Call, withinUs: Micros): Call | null =>
  lastBefore(
    reads.get(readKey(patch)) ?? [],
    ({ startUs }) => startUs,
    patch.startUs ?? 0,
    withinUs,
    (call) => isOver(call, patch),
  );
