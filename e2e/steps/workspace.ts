import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync } from 'node:zlib';

/** Stands before what is packed with Brotli. */
const BROTLI = 0x07;

/** Every text that stands packed in a workspace, whatever its table; no table is left out because it is new. */
export function packedTexts(workspace: string): string[] {
  const db = new DatabaseSync(workspace, { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.flatMap(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all().flatMap(textsOf));
  } finally {
    db.close();
  }
}

const textsOf = (row: Readonly<Record<string, unknown>>): string[] =>
  Object.values(row).flatMap((cell) => (cell instanceof Uint8Array && cell[0] === BROTLI ? unpacked(cell) : []));

/** Nothing for bytes that only begin like a packed text. */
function unpacked(cell: Uint8Array): string[] {
  try {
    return [brotliDecompressSync(cell.subarray(1)).toString()];
  } catch {
    return [];
  }
}
