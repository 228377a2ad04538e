import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { Engine } from '../../app/calls.ts';
import { defaultWorkspace } from '../host/default-workspace.ts';
import { startFirstImports } from '../host/first-imports.ts';
import { openWorkspace } from '../host/open-workspace.ts';
import { type HostOptions, readOptions, UsageError } from '../host/options.ts';
import { openPages } from '../host/pages.ts';
import { listen } from './listen.ts';
import { webApp } from './web-app.ts';

/** The browser host: serves the page and the engine's calls to this machine, and prints the one address that opens it. */

const LONGEST_CLOSE_MS = 5_000;

async function serve(options: HostOptions): Promise<void> {
  const { server, port } = await listen(options.port);
  const engine = openWorkspace(options.workspace ?? defaultWorkspace(), import.meta.url);
  const access = { port, token: randomBytes(24).toString('base64url') };
  const pages = openPages(fileURLToPath(new URL('../renderer', import.meta.url)));
  server.on('request', getRequestListener(webApp({ engine, access, pages }).fetch));
  console.log(`Endpoint Audit: http://127.0.0.1:${port}/?token=${access.token}`);
  closeOnSignal(server, engine);
  await startFirstImports(engine, options);
}

/** A terminal and the set-up script may both pass on the same Ctrl+C, so a second signal changes nothing. */
function closeOnSignal(server: Server, engine: Engine): void {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), LONGEST_CLOSE_MS).unref();
    server.close();
    server.closeAllConnections();
    await engine.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void close());
}

function fail(error: unknown): never {
  const isPort = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(isPort ? 'The port is in use. Choose another with --port, or leave it out.' : (error as Error).message);
  process.exit(error instanceof UsageError ? 2 : 1);
}

try {
  await serve(readOptions(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
