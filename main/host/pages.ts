import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { SECURITY_HEADERS } from './security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Answers a request for a page or one of its files. */
export type Pages = (pathname: string) => Promise<Response>;

/**
 * Serves a built page. Only files that exist when it is opened are ever read, so no path can lead out of the folder;
 * every other path is one of the page's own routes and gets index.html.
 */
export function openPages(folder: string): Pages {
  const files = new Set(listFiles(folder));
  return async (pathname) => {
    const name = pathname.slice(1);
    if (files.has(name)) return fileAnswer(folder, name);
    if (name.startsWith('assets/')) return new Response('Not found', { status: 404, headers: SECURITY_HEADERS });
    return fileAnswer(folder, 'index.html');
  };
}

function listFiles(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, name) : [name];
  });
}

async function fileAnswer(folder: string, name: string): Promise<Response> {
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    // Names under assets/ hold a hash of their content.
    'cache-control': name.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  };
  return new Response(new Uint8Array(await readFile(join(folder, name))), { headers });
}
