import { QueryClient } from '@tanstack/react-query';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { createContext, useContext } from 'react';
import type { AppRouter } from '../../app/contract.ts';
import type { HostBridge } from '../host/bridge.ts';

/** `useTRPC()` gives query and mutation options; `useTRPCClient()` plain calls. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const BridgeContext = createContext<HostBridge | null>(null);
export const BridgeProvider = BridgeContext.Provider;

/** The program around the page: file paths, uploads, saving. */
export function useBridge(): HostBridge {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('useBridge is used outside BridgeProvider');
  return bridge;
}

/** Answers stay good until an event says otherwise; the engine is on this machine, so being offline means nothing. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });
}
