import type { EndpointName } from '../../shared/views.ts';
import { isSafe } from '../../shared/words.ts';
import { type AuditFacts, type FactExchange, type JoinedLink, likelyOwner, rowIdOf } from './facts.ts';
import { once, remember } from './remember.ts';
import type { AnsweredRead, Call, DossierWrite, RunView, TableEvent } from './rule.ts';

/** The run that all its dossiers share. What is asked for once is kept where it is small. */
export function createRunView(
  facts: AuditFacts,
  endpoints: readonly EndpointName[],
  joined: readonly JoinedLink[],
  writesOf: (endpointId: number) => readonly DossierWrite[],
): RunView {
  const names = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return {
    endpoints,
    callsOf(endpointId) {
      const endpoint = names.get(endpointId);
      return endpoint ? facts.source.callsOf(endpoint) : [];
    },
    answeredReads: once(() => answeredReads(facts.exchanges, names)),
    unanswered: once(() =>
      endpoints
        .filter((each) => !isSafe(each))
        .flatMap((each) => facts.source.callsOf(each).filter(isUnanswered))
        .sort((a, b) => (a.startUs ?? Infinity) - (b.startUs ?? Infinity)),
    ),
    streams: once(() =>
      endpoints.filter(isSafe).flatMap((each) => facts.source.callsOf(each).filter((call) => isStream(call, facts))),
    ),
    contentOf: facts.source.contentOf,
    writesOf: remember(writesOf),
    rowsOf: facts.source.rowsOf,
    eventsOf: remember(tableEvents(joined)),
  };
}

/** Nothing came, or a gateway gave up waiting. */
const UNANSWERED: ReadonlySet<number | null> = new Set([null, 0, 408, 499, 502, 503, 504]);
const isUnanswered = ({ reached, status }: Call): boolean => reached !== 'no' && UNANSWERED.has(status);

/** A shorter call is no stream, so that its headers need not be read. */
const STREAM_US = 2_000_000;

function isStream({ id, status, startUs, endUs }: Call, { source }: AuditFacts): boolean {
  if (status === 101) return true;
  const isLong = startUs !== null && endUs !== null && endUs - startUs >= STREAM_US;
  return isLong && /^text\/event-stream/i.test(source.contentOf(id).response.header('Content-Type') ?? '');
}

function answeredReads(exchanges: readonly FactExchange[], names: ReadonlyMap<number, EndpointName>): AnsweredRead[] {
  const reads = exchanges.flatMap(({ id, endpointId, reached, startUs, endUs }): AnsweredRead[] => {
    const endpoint = names.get(endpointId);
    if (startUs === null || endUs === null || !endpoint || !isSafe(endpoint)) return [];
    return [{ id, endpointId, reached, startUs, endUs }];
  });
  return reads.sort((a, b) => a.endUs - b.endUs);
}

/** Sorts the run's transactions by table at the first question. */
function tableEvents(joined: readonly JoinedLink[]): (table: string) => readonly TableEvent[] {
  let byTable: Map<string, JoinedLink[]> | null = null;
  return (table) => {
    byTable ??= sortByTable(joined);
    const events = (byTable.get(table) ?? []).map((each) => toEvent(each, table));
    return events.sort((a, b) => (a.timeUs ?? Infinity) - (b.timeUs ?? Infinity) || a.transactionId - b.transactionId);
  };
}

function sortByTable(joined: readonly JoinedLink[]): Map<string, JoinedLink[]> {
  const byTable = new Map<string, JoinedLink[]>();
  for (const each of joined) {
    for (const table of new Set(each.transaction.changes.map((change) => change.table))) {
      const known = byTable.get(table);
      if (known) known.push(each);
      else byTable.set(table, [each]);
    }
  }
  return byTable;
}

function toEvent(each: JoinedLink, table: string): TableEvent {
  const owner = likelyOwner(each);
  const rowIds = each.transaction.changes.flatMap((change) => (change.table === table ? (rowIdOf(change) ?? []) : []));
  return {
    transactionId: each.transaction.id,
    timeUs: each.transaction.timeUs,
    exchangeId: owner?.exchangeId ?? null,
    endpoint: owner?.endpoint ?? null,
    rowIds: [...new Set(rowIds)],
  };
}
