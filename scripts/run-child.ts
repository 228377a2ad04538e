import { type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Child {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Hears every piece of standard output, which still goes to the terminal. */
  readonly onOutput?: (text: string) => void;
}

export interface Ended {
  /** 128 + n when signal n ended it. */
  readonly code: number;
  /** Somebody told this program to stop, and it told the child. */
  readonly wasStopped: boolean;
}

/** Runs a program in this terminal, passes signals on, and resolves when it has ended. */
export function runChild({ command, args, env, onOutput }: Child): Promise<Ended> {
  const stdio: SpawnOptions['stdio'] = ['inherit', onOutput ? 'pipe' : 'inherit', 'inherit'];
  const child = spawn(command, args, { stdio, env: env ?? process.env });
  child.stdout?.on('data', (piece: Buffer) => {
    process.stdout.write(piece);
    onOutput?.(piece.toString());
  });
  let wasStopped = false;
  const pass = (signal: NodeJS.Signals) => {
    wasStopped = true;
    child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of PASSED_ON) process.off(name, pass);
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'], wasStopped });
    });
  });
}
