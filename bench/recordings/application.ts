import type { HarEntry } from './har.ts';

/** A server of the npm registry, and the calls that show rules broken and kept on it. */
export interface Application {
  /** What to install, as `npm install` takes it. */
  readonly packages: readonly string[];
  /** An ES module that starts the server on PORT and DATABASE; it runs in the folder of the packages. */
  readonly server: string;
  readonly base: string;
  /** A path that answers once the server is up. */
  readonly ready: string;
  /** What has to be there before the log starts; its calls are not recorded. */
  prepare(): Promise<void>;
  /** The recorded calls, one after another; each is added to `entries`. */
  drive(entries: HarEntry[]): Promise<void>;
}
