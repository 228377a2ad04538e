import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A database in memory that is no part of the product: fetched for one run of a benchmark. */
export interface Duck {
  /** `DuckDB v1.5.6`. */
  readonly name: string;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): void;
}

/** The part of @duckdb/node-api that is used. */
interface Api {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }>;
  };
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  closeSync(): void;
}

const PACKAGE = '@duckdb/node-api';
/** As npm takes it. */
export const DUCK_PACKAGE = `${PACKAGE}@1.5.6-r.1`;

/** Installs DuckDB in the folder with npm, where it is not there yet. Throws where the registry cannot be reached. */
export async function openDuck(folder: string): Promise<Duck> {
  if (!existsSync(join(folder, 'node_modules', PACKAGE)))
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, DUCK_PACKAGE]);
  const entry = createRequire(join(folder, 'package.json')).resolve(PACKAGE);
  const { DuckDBInstance } = (await import(pathToFileURL(entry).href)) as Api;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const [[version] = []] = await rows('SELECT version()');
  return {
    name: `DuckDB ${version}`,
    run: async (sql) => void (await connection.run(sql)),
    rows,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
