import { spawn } from 'node:child_process';
import { hasDisplay } from './electron.ts';

/** Opens an address in the person's browser, where there is one; says nothing when there is not: the address was printed. */
export function openBrowser(address: string): void {
  if (!hasDisplay()) return;
  const [command, args] = opener(address);
  const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
  child.on('error', () => {});
  child.unref();
}

function opener(address: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [address]];
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '""', `"${address}"`]];
  return ['xdg-open', [address]];
}
