import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a person's workspace lies when they name none: the platform's own place for a program's data. */
export function defaultWorkspace(): string {
  return join(dataFolder(), 'endpoint-audit', 'workspace.audit');
}

function dataFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
}
