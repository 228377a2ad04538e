import { join } from 'node:path';
import { app, type UtilityProcess, utilityProcess } from 'electron';
import type { HostOptions } from '../host/options.ts';
import type { FromEngineProcess, ToEngineProcess } from './engine-messages.ts';

const LONGEST_CLOSE_MS = 3_000;

/** The running engine, seen from the window's process. */
export interface EngineProcess {
  send(message: ToEngineProcess): void;
  /** Resolves when the workspace is closed. */
  close(): Promise<void>;
}

export interface EngineListeners {
  onMessage(message: FromEngineProcess): void;
  /** The process ended, and nobody had asked it to. */
  onDeath(code: number): void;
}

/** Starts the engine's process on a workspace. */
export function startEngine(
  options: Pick<HostOptions, 'sample' | 'files'> & { readonly workspace: string },
  listeners: EngineListeners,
): EngineProcess {
  const child = utilityProcess.fork(engineFile(), toArgs(options), { serviceName: 'Endpoint Audit engine' });
  let closing = false;
  child.on('message', (message: FromEngineProcess) => listeners.onMessage(message));
  child.on('exit', (code) => {
    if (!closing) listeners.onDeath(code);
  });
  return {
    send: (message) => child.postMessage(message),
    close: () => {
      closing = true;
      return closed(child);
    },
  };
}

/** In a packaged app the engine lies beside the archive, because worker threads and native code start from real files. */
function engineFile(): string {
  return join(app.getAppPath().replace(/app\.asar$/, 'app.asar.unpacked'), 'out', 'desktop', 'engine.mjs');
}

function toArgs({ workspace, sample, files }: { workspace: string; sample: boolean; files: readonly string[] }) {
  return ['--workspace', workspace, ...(sample ? ['--sample'] : []), '--', ...files];
}

function closed(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.postMessage({ type: 'close' } satisfies ToEngineProcess);
    setTimeout(resolve, LONGEST_CLOSE_MS);
  });
}
