// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { AppRouter } from '../../app/contract.ts';
import type { FindingRow, Inventory } from '../../shared/views.ts';
import { createQueryClient, TRPCProvider, useTRPC } from '../data/api.ts';
import { useDecide } from './use-decide.ts';

afterEach(cleanup);

const ROW = {
  key: 'safe-method-writes GET https://school.test/home',
  tracking: { status: 'detected', owner: null, ticket: null, exception: null, shippedOn: null, notes: 0 },
} as unknown as FindingRow;

/** An engine that answers when it is told to. */
function heldEngine() {
  let answer: (failure: string | null) => void = () => {};
  const link: TRPCLink<AppRouter> = () => () =>
    observable((observer) => {
      answer = (failure) => {
        if (failure !== null) observer.error(TRPCClientError.from(new Error(failure)));
        else {
          observer.next({ result: { type: 'data', data: { applied: 1, refused: [], undo: 'Owner' } } });
          observer.complete();
        }
      };
    });
  return {
    client: createTRPCClient<AppRouter>({ links: [link] }),
    answer: (failure: string | null) => answer(failure),
  };
}

function setUp() {
  const queries = createQueryClient();
  const engine = heldEngine();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={engine.client} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
  const { result } = renderHook(() => ({ decide: useDecide(), api: useTRPC() }), { wrapper });
  const queryKey = result.current.api.inventory.queryKey();
  const inventory: Inventory = { findings: [ROW], endpoints: [], runs: [] };
  queries.setQueryData(queryKey, inventory as never);
  const owner = () => (queries.getQueryData(queryKey) as Inventory | undefined)?.findings[0]?.tracking.owner;
  return {
    ...engine,
    owner,
    decide: () => result.current.decide({ findings: [ROW], decision: { kind: 'owner', owner: 'M. Keller' } }),
  };
}

test('a decision shows before the engine has answered, and stays', async () => {
  const { answer, decide, owner } = setUp();
  act(decide);
  await waitFor(() => expect(owner()).toBe('M. Keller'));
  await act(async () => answer(null));
  expect(owner()).toBe('M. Keller');
});

test('one that could not be kept puts the old value back', async () => {
  const { answer, decide, owner } = setUp();
  act(decide);
  await waitFor(() => expect(owner()).toBe('M. Keller'));
  await act(async () => answer('The workspace could not be written: the disk is full.'));
  await waitFor(() => expect(owner()).toBeNull());
});
