import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the run that ships with the program, as an import takes them. */
export function sampleFiles(folder: string): { name: string; bytes: null; path: string }[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .sort();
  return names.map((name) => ({ name, bytes: null, path: join(folder, name) }));
}
