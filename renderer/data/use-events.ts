import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportState } from '../../shared/import-views.ts';
import type { EngineEvent } from '../../shared/summary-views.ts';
import { useTRPC, useTRPCClient } from './api.ts';
import { awaitedKey } from './awaited.ts';

type Api = ReturnType<typeof useTRPC>;

/** The list with this import's newest state; new imports come first. */
function withImport<State extends Pick<ImportState, 'id'>>(imports: readonly State[], state: State): State[] {
  const known = imports.some((other) => other.id === state.id);
  return known ? imports.map((other) => (other.id === state.id ? state : other)) : [state, ...imports];
}

function refresh(queries: QueryClient, api: Api, what: Extract<EngineEvent, { type: 'changed' }>['what']): void {
  if (what === 'settings') {
    void queries.invalidateQueries(api.settings.queryFilter());
    void queries.invalidateQueries(api.summary.queryFilter());
    return;
  }
  const imports = nameOf(api.imports.queryKey());
  // No decision about findings changes what tables are, nor which calls there were.
  const lasting = [api.tables.queryKey(), api.rules.queryKey(), api.endpointCalls.queryKey()].map(nameOf);
  const kept = what === 'decisions' ? [imports, ...lasting] : [imports];
  void queries.invalidateQueries({ predicate: ({ queryKey }) => !kept.includes(nameOf(queryKey)) });
}

const nameOf = (key: readonly unknown[]): string => JSON.stringify(key[0]);

function take(queries: QueryClient, api: Api, event: EngineEvent): void {
  if (event.type === 'changed') {
    refresh(queries, api, event.what);
    return;
  }
  if (event.type === 'rejudging') {
    queries.setQueryData(api.summary.queryKey(), (old) => old && { ...old, rejudging: event.state });
    return;
  }
  if (event.type === 'awaited') {
    queries.setQueryData(awaitedKey(event.name), event.state);
    return;
  }
  if (event.type === 'preparing') {
    queries.setQueryData(api.preparing.queryKey(), event.state);
    return;
  }
  // The wire type differs from the view only in what may be written to.
  queries.setQueryData(api.imports.queryKey(), (old = []) => withImport(old, event.state as (typeof old)[number]));
  // No page may call a run ready and show the figures from before it.
  if (event.state.step === 'done') refresh(queries, api, 'runs');
}

/**
 * The page's one event stream: import progress into the cache, and fresh answers after every change.
 * True while the engine cannot be reached and the stream tries again.
 */
export function useEvents(): boolean {
  const [lost, setLost] = useState(false);
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  useEffect(() => {
    let opened = false;
    const stream = client.events.subscribe(undefined, {
      onStarted: () => {
        // What happened while the stream was down is not told again.
        if (opened) void queries.invalidateQueries();
        opened = true;
      },
      onData: ({ data }) => take(queries, api, data),
      onConnectionStateChange: ({ state, error }) => setLost(state === 'connecting' && error !== null),
    });
    return () => stream.unsubscribe();
  }, [api, client, queries]);
  return lost;
}
