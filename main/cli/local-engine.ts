import { fileURLToPath } from 'node:url';
import { createTRPCClient, type TRPCClient, unstable_localLink } from '@trpc/client';
import { type AppRouter, router } from '../../app/api.ts';
import { openEngine } from '../../app/engine.ts';

/** Runs from source as `main/cli/…ts`, or built as `out/cli.mjs`; its neighbours stand elsewhere each time. */
const fromSource = import.meta.url.endsWith('.ts');
const importWorker = new URL(fromSource ? '../../app/ingest/import-worker.ts' : './import-worker.mjs', import.meta.url);
const samples = fileURLToPath(
  new URL(fromSource ? '../../samples/directus/' : '../samples/directus/', import.meta.url),
);

/** The calls of an engine in this process, checked like those of any host. */
export interface LocalEngine {
  readonly calls: TRPCClient<AppRouter>;
  close(): Promise<void>;
}

/** @throws WorkspaceError when the file cannot be used. */
export function openLocalEngine(workspace: string): LocalEngine {
  const engine = openEngine({ workspace, samples, importWorker });
  const link = unstable_localLink({ router, createContext: async () => ({ engine }) });
  return { calls: createTRPCClient<AppRouter>({ links: [link] }), close: () => engine.close() };
}
