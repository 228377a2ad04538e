import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../app/calls.ts';
import { openEngine } from '../../app/engine.ts';

/**
 * Opens the engine on a workspace file, whose folder is made, for its owner only, where it is not there.
 * @param builtFile the URL of the host's built file, one folder deep in out/: the other files lie where it says
 * @throws WorkspaceError when the file cannot be used
 */
export function openWorkspace(workspace: string, builtFile: string): Engine {
  // What was recorded is masked, and still nobody else's business.
  mkdirSync(dirname(workspace), { recursive: true, mode: 0o700 });
  return openEngine({
    workspace,
    samples: fileURLToPath(new URL('../../samples/directus/', builtFile)),
    importWorker: new URL('../import-worker.mjs', builtFile),
  });
}
