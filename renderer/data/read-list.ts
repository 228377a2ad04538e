import type { inferRouterInputs } from '@trpc/server';
import type { AppRouter } from '../../app/contract.ts';
import type { ExportedList } from '../../shared/export-views.ts';
import { wholeText } from '../../shared/whole-text.ts';
import type { useTRPCClient } from './api.ts';

type ListInput = inferRouterInputs<AppRouter>['exportList'];

/** A list as a file, read part by part: a large one holds up neither the engine nor the page. */
export async function readList(client: ReturnType<typeof useTRPCClient>, input: ListInput): Promise<ExportedList> {
  const { next, ...begun } = await client.exportList.query(input);
  return { ...begun, text: await wholeText({ ...begun, next }, (after) => client.exportRest.query({ next: after })) };
}
