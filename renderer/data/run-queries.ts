import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from './api.ts';

/** One run: its links, its two sides in time, its captures. */
export const useRun = (id: number) => useQuery(useTRPC().run.queryOptions({ id }));

/**
 * One page of a run's transactions without a request: of one background signature, or (null) those that could not be
 * told apart. Keeps the last page on screen while the next is read.
 */
export function useUnattributed(id: number, signature: string | null, page: number) {
  const input = { id, signature, page };
  return useQuery(useTRPC().unattributed.queryOptions(input, { placeholderData: keepPreviousData }));
}
