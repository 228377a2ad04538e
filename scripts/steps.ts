import { spawn } from 'node:child_process';
import { root } from './project.ts';

/** A check by one tool; `args` are for Node. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

/** Runs a step quietly: one line with result and time; what the tool said only when it failed. */
export async function runStep({ name, args }: Step): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await capture(args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name.padEnd(16)}${code === 0 ? 'ok' : 'FAILED'}${`${seconds} s`.padStart(8)}`);
  if (code !== 0) console.log(output);
  return code === 0;
}

function capture(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
