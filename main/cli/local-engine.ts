import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
function openLocalEngine(workspace: string): LocalEngine {
  const engine = openEngine({ workspace, samples, importWorker });
  const link = unstable_localLink({ router, createContext: async () => ({ engine }) });
  return { calls: createTRPCClient<AppRouter>({ links: [link] }), close: () => engine.close() };
}

/** Without a workspace file everything happens in a temporary one. */
export async function withEngine(
  workspace: string | undefined,
  work: (engine: LocalEngine) => Promise<void>,
): Promise<void> {
  const temporary = workspace === undefined ? mkdtempSync(join(tmpdir(), 'endpoint-audit-')) : null;
  const remove = () => temporary && rmSync(temporary, { recursive: true, force: true });
  // Also when stopped half-way: without a workspace nothing is kept.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      remove();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
  const engine = openLocalEngine(workspace ?? join(temporary ?? '', 'workspace.audit'));
  try {
    await work(engine);
  } finally {
    await engine.close();
    remove();
  }
}
