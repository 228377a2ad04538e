import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a run: in its folder or a subfolder, gzipped or not. Throws where there is none. */
export function findFile(folder: string, subfolder: string, name: string): string {
  const places = [folder, join(folder, subfolder)].flatMap((place) => [join(place, name), join(place, `${name}.gz`)]);
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${folder}: no ${name}`);
  return found;
}
