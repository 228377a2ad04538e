import type { EndpointName } from '../../shared/views.ts';
import { type AuditFacts, type JoinedLink, likelyOwner, rowIdOf } from './facts.ts';
import { remember } from './remember.ts';
import type { DossierWrite, RunView, TableEvent } from './rule.ts';

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
    contentOf: facts.source.contentOf,
    writesOf: remember(writesOf),
    rowsOf: facts.source.rowsOf,
    eventsOf: remember(tableEvents(joined)),
  };
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
