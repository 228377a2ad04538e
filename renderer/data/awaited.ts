import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { AwaitedState } from '../../shared/summary-views.ts';
import { useTRPC } from './api.ts';

/** Where the cache keeps how far work is that a page gave a name. */
export const awaitedKey = (name: string) => ['awaited', name] as const;

export interface AwaitedHere {
  /** To be sent along with what may take long. */
  readonly name: string;
  /** How far it is; null while nothing is known. */
  readonly state: AwaitedState | null;
  /** Calls it off. */
  readonly stop: () => void;
}

/** No two pages of one engine may wait by the same name. */
const PAGE = Math.random().toString(36).slice(2);

/** Undo and redo, from wherever they are asked for. */
export const REPLAY = `${PAGE} replay`;

/** How far work is that this part of the page waits for. */
export function useAwaited(known?: string): AwaitedHere {
  const own = `${PAGE} ${useId()}`;
  const name = known ?? own;
  const { data } = useQuery<AwaitedState | null>({ queryKey: awaitedKey(name), queryFn: skipToken, gcTime: 0 });
  const { mutate } = useMutation(useTRPC().stop.mutationOptions());
  return { name, state: data ?? null, stop: () => mutate({ name }) };
}
