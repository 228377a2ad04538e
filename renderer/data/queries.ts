import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC, useTRPCClient } from './api.ts';
import { ALONE, readInventory } from './read-inventory.ts';

/** One hook a query. The event stream (use-events.ts) keeps them fresh; nobody polls. */

export const useSummary = () => useQuery(useTRPC().summary.queryOptions());
/** How far counting is that lists wait for; null while there is none. */
export const usePreparing = () => useQuery(useTRPC().preparing.queryOptions());
/** How things stand; keeps the last answer on screen while another run is compared. */
export function useOverview(vs: number | null) {
  return useQuery(useTRPC().overview.queryOptions({ vs }, { placeholderData: keepPreviousData }));
}

/** The whole inventory, read in parts: a large one neither holds up the engine nor the page. Then what changed. */
export function useInventory(enabled = true) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const known = () => queries.getQueryData(api.inventory.queryKey());
  const source = {
    part: (part: number) => client.inventoryPart.query({ part }, ALONE),
    changes: (of: string) => client.inventoryChanges.query({ of }, ALONE),
  };
  return useQuery({
    ...api.inventory.queryOptions(undefined, { enabled }),
    queryFn: () => readInventory(source, known()),
    // Rows that stayed the same are the same already, part by part.
    structuralSharing: false,
  });
}

export const useTables = (enabled = true) => useQuery(useTRPC().tables.queryOptions(undefined, { enabled }));
export const useRuns = (enabled = true) => useQuery(useTRPC().runs.queryOptions(undefined, { enabled }));
export const useImports = () => useQuery(useTRPC().imports.queryOptions());
export const useSettings = () => useQuery(useTRPC().settings.queryOptions());

export function useEndpoint(id: number) {
  return useQuery(useTRPC().endpoint.queryOptions({ id }, { placeholderData: keepPreviousData }));
}

/** Which calls of an endpoint: those of the run that holds the call, else of the run, else of the newest. */
export interface AskedCalls {
  readonly run: number | null;
  readonly call: number | null;
}

/** An endpoint's calls in one run; keeps the last ones on screen while others are read. */
export const useEndpointCalls = (id: number, asked: AskedCalls) =>
  useQuery(useTRPC().endpointCalls.queryOptions({ id, ...asked }, { placeholderData: keepPreviousData }));

/** Reads an endpoint's calls in a run when it is asked to. */
export function useReadCalls(id: number) {
  const api = useTRPC();
  const queries = useQueryClient();
  return (run: number) => queries.fetchQuery(api.endpointCalls.queryOptions({ id, run, call: null }));
}

/** Who calls an endpoint; keeps the last answer on screen while the next is read. */
export const useAffected = (id: number) =>
  useQuery(useTRPC().affected.queryOptions({ id }, { placeholderData: keepPreviousData }));

/** The proof of one call; null waits. Keeps the last one on screen while the next is read. */
export function useCall(exchangeId: number | null) {
  const enabled = exchangeId !== null;
  return useQuery(
    useTRPC().callProof.queryOptions({ id: exchangeId ?? 0 }, { enabled, placeholderData: keepPreviousData }),
  );
}

/** Reads the proofs that are likely next, so that they are there at once. */
export function usePrefetchCalls(exchangeIds: readonly number[]): void {
  const api = useTRPC();
  const queries = useQueryClient();
  const ids = exchangeIds.join();
  useEffect(() => {
    for (const id of ids.split(',').filter(Boolean).map(Number)) {
      void queries.prefetchQuery(api.callProof.queryOptions({ id }));
    }
  }, [api, queries, ids]);
}
