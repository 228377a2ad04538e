import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a person's workspace lies when they name none, in every host: the platform's own place for a program's data. */
export function defaultWorkspace(): string {
  return join(dataFolder(), 'endpoint-audit', 'workspace.audit');
}

/** The sample's own workspace, so that it never mixes with a person's findings. */
export function sampleWorkspace(): string {
  return join(dataFolder(), 'endpoint-audit', 'sample.audit');
}

function dataFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
}
