import { execFileSync } from 'node:child_process';
import type { Application } from './application.ts';

/**
 * A server of the npm registry.
 * @param packages as `npm install` takes them
 * @param server an ES module that starts it on PORT and DATABASE
 */
export const nodeServer = (packages: readonly string[], server: string): Pick<Application, 'install' | 'start'> => ({
  install: (folder) =>
    execFileSync('npm', ['install', '--no-save', '--prefix', folder, ...packages], { stdio: 'inherit' }),
  start: [process.execPath, '--input-type=module', '-e', server],
});
