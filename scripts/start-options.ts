import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleWorkspace } from '../main/host/default-workspace.ts';
import { root } from './project.ts';

export const USAGE = `npm start -- [options] [files to import]

  --web              open in the browser
  --desktop          open the desktop window
  --port N           the browser host's port (default: the first free one from 4870)
  --workspace FILE   keep everything in this file
  --sample           import the sample run, print what it shows, then open it
  --no-open          do not open a browser`;

export interface StartOptions {
  readonly host: 'web' | 'desktop' | null;
  /** Absolute; null: the host's default. */
  readonly workspace: string | null;
  readonly sample: boolean;
  readonly open: boolean;
  readonly help: boolean;
  readonly port: string | null;
  /** Absolute paths of files that exist. */
  readonly files: readonly string[];
}

/** What cannot be done as asked; the message is one line for the person. */
export class BadUsage extends Error {}

export function readStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parse(args);
  if (values.web && values.desktop) throw new BadUsage('--web and --desktop exclude each other.');
  return {
    host: values.web ? 'web' : values.desktop ? 'desktop' : null,
    workspace: values.workspace ? fromCaller(values.workspace) : values.sample ? sampleWorkspace() : null,
    sample: values.sample,
    open: !values['no-open'],
    help: values.help,
    port: values.port ?? null,
    files: positionals.map(existing),
  };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  const options = { web: flag, desktop: flag, sample: flag, 'no-open': flag, help: flag, port: text, workspace: text };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new BadUsage(`${(error as Error).message.split('. ')[0]}\n\n${USAGE}`);
  }
}

/** Paths are the person's: npm has changed to the project's folder, and says where they were. */
function fromCaller(path: string): string {
  return resolve(process.cwd() === root ? (process.env.INIT_CWD ?? root) : '', path);
}

function existing(path: string): string {
  const file = fromCaller(path);
  if (!existsSync(file)) throw new BadUsage(`${path}: there is no such file`);
  return file;
}
