import { fileURLToPath } from 'node:url';
import type { Engine } from '../../app/calls.ts';
import { openEngine } from '../../app/engine.ts';

/** Runs from source as `main/cli/…ts`, or built as `out/cli.mjs`; its neighbours stand elsewhere each time. */
const fromSource = import.meta.url.endsWith('.ts');
const importWorker = new URL(fromSource ? '../../app/ingest/import-worker.ts' : './import-worker.mjs', import.meta.url);
const samples = fileURLToPath(
  new URL(fromSource ? '../../samples/directus/' : '../samples/directus/', import.meta.url),
);

/** The engine in this process. @throws WorkspaceError */
export const openLocalEngine = (workspace: string): Engine => openEngine({ workspace, samples, importWorker });
