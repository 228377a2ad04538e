import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bytes, RawRecord } from './format.ts';

/** For tests: the recorded captures beside the formats, fed in pieces of any size. */

const FOLDER = fileURLToPath(new URL('./formats/fixtures/', import.meta.url));

export interface Fixture {
  readonly formatId: string;
  /** `har/chrome-devtools`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Path of expected.json. */
  readonly expected: string;
}

export function fixtures(): Fixture[] {
  return folders(FOLDER).flatMap((formatId) =>
    folders(`${FOLDER}${formatId}`).map((name) => {
      const folder = `${FOLDER}${formatId}/${name}/`;
      const input = readdirSync(folder).find((file) => file.startsWith('input.'));
      if (!input) throw new Error(`${formatId}/${name} has no input`);
      const bytes = new Uint8Array(readFileSync(folder + input));
      return { formatId, name: `${formatId}/${name}`, bytes, expected: `${folder}expected.json` };
    }),
  );
}

function folders(within: string): string[] {
  return readdirSync(within, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** One fixture by name. */
export function fixture(name: string): Fixture {
  const found = fixtures().find((other) => other.name === name);
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
}

export async function* inPieces(bytes: Uint8Array, size: number): Bytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A record in few words, so that a person can read the difference: long texts shortened. */
export function brief(record: RawRecord): unknown {
  if (record.type === 'exchange') {
    const { request, response, query, ...rest } = record.exchange;
    return { ...rest, query, request: briefMessage(request), response: briefMessage(response) };
  }
  if (record.type === 'transaction') return shortened(record.transaction);
  return shortened(record);
}

function briefMessage({ headers, body }: { headers: readonly unknown[]; body: unknown }): unknown {
  return { headers: headers.length, body: shortened(body) };
}

function shortened(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, item: unknown) =>
      typeof item === 'string' && item.length > 40 ? `${item.slice(0, 32)}… (${item.length})` : item,
    ),
  );
}
