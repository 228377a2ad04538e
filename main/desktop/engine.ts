import { startFirstImports } from '../host/first-imports.ts';
import { openWorkspace } from '../host/open-workspace.ts';
import { type HostOptions, readOptions } from '../host/options.ts';
import { serveCalls } from './call-server.ts';
import { hostPort } from './host-port.ts';

/** The engine's own process: opens the workspace and answers the page, so that the window never waits for it. */

const port = hostPort();

async function serve({ workspace, sample, files }: HostOptions): Promise<void> {
  if (workspace === null) throw new Error('The engine needs --workspace FILE');
  const engine = openWorkspace(workspace, import.meta.url);
  const answer = serveCalls(engine, port.send);
  port.receive((message) => {
    if (message.type === 'close') void engine.close().then(() => process.exit(0));
    else if (message.type === 'open') void startFirstImports(engine, { sample: false, files: message.files });
    else answer(message.message);
  });
  await startFirstImports(engine, { sample, files });
}

try {
  await serve(readOptions(process.argv.slice(2)));
} catch (error) {
  port.send({ type: 'cannot-open', message: error instanceof Error ? error.message : String(error) });
  // Leaves the message time to go out; the window's process ends this one when it has read it.
  setTimeout(() => process.exit(1), 1_000);
}
