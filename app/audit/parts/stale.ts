import type { EndpointName } from '../../../shared/views.ts';
import type { Call, RunView, TableEvent } from '../rule.ts';
import { type Patch, readKey, readsOf } from './collisions.ts';
import { isBookkeeping, toSnake } from './columns.ts';
import { bareTag } from './conditions.ts';
import { representationOf } from './representation.ts';
import { within } from './within.ts';

/** An accepted patch whose ETag was that of an earlier state. */
export interface Stale {
  readonly patch: Patch;
  /** Where the caller got its ETag. */
  readonly seen: Call;
  /** What shows that it was outdated: an answer with another, or the call that changed what the representation shows. */
  readonly outdatedBy: Call;
}

/** Patches that were accepted with an If-Match that can no longer have matched. */
export function staleAccepted(run: RunView, endpoint: EndpointName, patches: readonly Patch[]): Stale[] {
  const conditional = patches.filter(({ condition }) => condition?.kind === 'etag');
  if (conditional.length === 0) return [];
  const reads = readsOf(run, endpoint);
  return conditional.flatMap((patch) => {
    const own = (reads.get(readKey(patch.call)) ?? []).filter(
      (call) => call.method === 'GET' && isBefore(call, patch.call),
    );
    const tags = own.flatMap((call) => tagOf(run, call));
    const sent = patch.condition?.kind === 'etag' ? patch.condition.value : '';
    const seen = tags.findLast(({ tag }) => tag === sent)?.call;
    if (!seen) return [];
    const newer = tags.find(({ call, tag }) => tag !== sent && isSameAddress(call, seen) && isBefore(seen, call))?.call;
    const outdatedBy = newer && wasWritten(run, patch, seen, newer) ? newer : changedSince(run, patch, seen);
    return outdatedBy ? [{ patch, seen, outdatedBy }] : [];
  });
}

const isBefore = (earlier: Call, later: Call): boolean => (earlier.endUs ?? Infinity) <= (later.startUs ?? 0);

function tagOf(run: RunView, call: Call): { call: Call; tag: string }[] {
  const tag = run.contentOf(call.id).response.header('ETag');
  return tag === null ? [] : [{ call, tag: bareTag(tag) }];
}

/** Another address is another representation, and has an ETag of its own. */
const isSameAddress = (a: Call, b: Call): boolean => JSON.stringify(a.query) === JSON.stringify(b.query);

const wasWritten = (run: RunView, patch: Patch, from: Call, to: Call): boolean =>
  eventsBetween(run, patch, from.startUs ?? 0, to.endUs ?? 0).length > 0;

type RowEvent = { readonly event: TableEvent; readonly rowId: string };

/** Writes to the rows that the patch wrote. */
function eventsBetween(run: RunView, { writes }: Patch, fromUs: number, toUs: number): RowEvent[] {
  const rows = writes.flatMap((write) => write.changes).filter((change) => change.class === 'domain');
  return rows.flatMap(({ table, rowId }) =>
    rowId === null
      ? []
      : within(run.eventsOf(table), ({ timeUs }) => timeUs, fromUs, toUs)
          .filter(({ rowIds }) => rowIds.includes(rowId))
          .map((event) => ({ event, rowId })),
  );
}

/** The call that, after the ETag was given, moved what the representation shows: its ETag was another from then on. */
function changedSince(run: RunView, patch: Patch, seen: Call): Call | null {
  const body = representationOf(run.contentOf(seen.id).response.body);
  const shown = new Set(Object.keys(body ?? {}).map(toSnake));
  for (const { event, rowId } of eventsBetween(run, patch, seen.endUs ?? 0, patch.call.startUs ?? 0)) {
    const { endpoint, exchangeId } = event;
    if (endpoint === null || !movedShown(run, event, rowId, shown)) continue;
    const call = run.callsOf(endpoint.id).find(({ id }) => id === exchangeId);
    if (call && isBefore(call, patch.call)) return call;
  }
  return null;
}

const movedShown = (run: RunView, { transactionId }: TableEvent, rowId: string, shown: ReadonlySet<string>): boolean =>
  run
    .rowsOf(transactionId)
    .some(
      ({ table, key, changed }) =>
        `${table} ${JSON.stringify(key)}` === rowId &&
        changed?.some((column) => !isBookkeeping(column) && shown.has(toSnake(column))) === true,
    );
