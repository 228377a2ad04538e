import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Engine } from '../../app/calls.ts';
import { startImportInput } from '../../shared/inputs.ts';

/** Starts what the command line asked for. A file that cannot be read is reported by the import itself. */
export async function startFirstImports(
  engine: Engine,
  asked: { readonly sample: boolean; readonly files: readonly string[] },
): Promise<void> {
  if (asked.sample) engine.startSample();
  if (asked.files.length === 0) return;
  const files = await Promise.all(asked.files.map(announce));
  engine.startImport(startImportInput.parse({ files }));
}

async function announce(path: string) {
  const bytes = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  return { name: basename(path), bytes, path };
}
