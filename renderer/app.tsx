import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../app/contract.ts';
import { BridgeProvider, createQueryClient, TRPCProvider } from './data/api.ts';
import type { HostBridge } from './host/bridge.ts';
import { createAppRouter } from './routes.tsx';
import { cssVariables, theme } from './theme/theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'endpoint-audit-theme' });

/** The whole program inside one host; made once a page. */
export function createApp(bridge: HostBridge) {
  const queries = createQueryClient();
  const client = createTRPCClient<AppRouter>({ links: [bridge.link] });
  const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient: queries });
  const router = createAppRouter({ queries, api });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <BridgeProvider value={bridge}>
        <QueryClientProvider client={queries}>
          <TRPCProvider trpcClient={client} queryClient={queries}>
            <RouterProvider router={router} />
          </TRPCProvider>
        </QueryClientProvider>
      </BridgeProvider>
    </MantineProvider>
  );
}
