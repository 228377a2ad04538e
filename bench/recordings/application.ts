import type { HarEntry } from './har.ts';

/** A server that nobody here wrote, and the calls that show rules broken and kept on it. */
export interface Application {
  /** Puts what the server needs into a folder; throws where it cannot be had. */
  install(folder: string): void;
  /** Starts the server in that folder, with PORT and DATABASE in its environment. */
  readonly start: readonly [command: string, ...args: string[]];
  readonly base: string;
  /** A path that answers once the server is up. */
  readonly ready: string;
  /** What has to be there before the log starts; its calls are not recorded. */
  prepare(): Promise<void>;
  /** The recorded calls, one after another; each is added to `entries`. */
  drive(entries: HarEntry[]): Promise<void>;
}
