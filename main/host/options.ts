import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a person can tell a host on its command line. */
export interface HostOptions {
  /** Absolute; null: the host's own default. */
  readonly workspace: string | null;
  /** Import the run that ships with the program. */
  readonly sample: boolean;
  /** Absolute paths, imported as one run. */
  readonly files: readonly string[];
  /** 0: any free one; null: the host's own default. */
  readonly port: number | null;
}

/** Bad usage; the message says what was wrong. */
export class UsageError extends Error {}

const KNOWN = {
  workspace: { type: 'string' },
  sample: { type: 'boolean', default: false },
  port: { type: 'string' },
} as const;

/** Throws a UsageError for anything unknown. */
export function readOptions(args: readonly string[]): HostOptions {
  try {
    return toOptions(parseArgs({ args: [...args], options: KNOWN, allowPositionals: true }));
  } catch (error) {
    // Node's message goes on with advice about its own syntax.
    throw error instanceof UsageError ? error : new UsageError((error as Error).message.split('. ')[0]);
  }
}

/** The same out of a command line that also holds switches for Chromium: what is unknown is passed over. */
export function findOptions(args: readonly string[]): HostOptions {
  const { values, positionals } = parseArgs({ args: [...args], options: KNOWN, allowPositionals: true, strict: false });
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return toOptions({
    values: { workspace: text(values.workspace), port: text(values.port), sample: values.sample === true },
    positionals,
  });
}

interface Parsed {
  readonly values: {
    readonly workspace?: string | undefined;
    readonly sample?: boolean | undefined;
    readonly port?: string | undefined;
  };
  readonly positionals: readonly string[];
}

function toOptions({ values, positionals }: Parsed): HostOptions {
  return {
    workspace: values.workspace === undefined ? null : resolve(values.workspace),
    sample: values.sample ?? false,
    files: positionals.map((file) => resolve(file)),
    port: values.port === undefined ? null : toPort(values.port),
  };
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, not "${text}"`);
}
