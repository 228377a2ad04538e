import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTRPCClient, type TRPCClient, unstable_localLink } from '@trpc/client';
import { type AppRouter, router } from '../../app/api.ts';
import type { Engine } from '../../app/calls.ts';
import { openEngine } from '../../app/engine.ts';
import { REJUDGED_FOR } from '../../shared/text.ts';
import { createQuarterTeller } from './judged-words.ts';

/** Runs from source as `main/cli/…ts`, or built as `out/cli.mjs`; its neighbours stand elsewhere each time. */
const fromSource = import.meta.url.endsWith('.ts');
const importWorker = new URL(fromSource ? '../../app/ingest/import-worker.ts' : './import-worker.mjs', import.meta.url);
const samples = fileURLToPath(
  new URL(fromSource ? '../../samples/directus/' : '../samples/directus/', import.meta.url),
);

/** The calls of an engine in this process, checked like those of any host. */
export interface LocalEngine {
  readonly calls: TRPCClient<AppRouter>;
  /** Resolves when all findings are of this version's rules. */
  upToDate(tell: (line: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** @throws WorkspaceError when the file cannot be used. */
function openLocalEngine(workspace: string): LocalEngine {
  const engine = openEngine({ workspace, samples, importWorker });
  const link = unstable_localLink({ router, createContext: async () => ({ engine }) });
  return {
    calls: createTRPCClient<AppRouter>({ links: [link] }),
    upToDate: (tell) => upToDate(engine, tell),
    close: () => engine.close(),
  };
}

/** Nothing is printed that older rules said. @throws Error why it could not be judged again */
async function upToDate(engine: Engine, tell: (line: string) => void): Promise<void> {
  const { rejudging } = engine.summary();
  if (rejudging) tell(`${REJUDGED_FOR[rejudging.why]}: judging again`);
  const quarters = createQuarterTeller(tell);
  const stop = engine.subscribe((event) => {
    if (event.type === 'rejudging' && event.state.judged) quarters(event.state.judged);
  });
  await engine.upToDate();
  stop();
}

/**
 * Without a workspace file everything happens in a temporary one. Work begins when a workspace of an earlier version
 * has been judged by the rules of this one; `tell` hears how far that is.
 */
export async function withEngine(
  workspace: string | undefined,
  work: (engine: LocalEngine) => Promise<void>,
  tell: (line: string) => void = () => {},
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
  // The name of the file is the name in notes: `What changes in the calls of the service`.
  const engine = openLocalEngine(workspace ?? join(temporary ?? '', 'the service.audit'));
  try {
    await engine.upToDate(tell);
    await work(engine);
  } finally {
    await engine.close();
    remove();
  }
}
