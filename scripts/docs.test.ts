import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.ts';

/** What the documents name is there: links, and files and folders of the product in code. */

const documents = globSync(['*.md', 'docs/*.md', '{app,bench,e2e,main,renderer,samples,scripts,shared}/**/README.md'], {
  cwd: root,
  exclude: (path) => /node_modules|fixtures/.test(path),
}).map((path) => path.replaceAll('\\', '/'));

const LINK = /\]\((?!https?:|#)([^)#\s]+)/g;
/** `formats/har.ts`, `../lists.ts`, `parts/`; not patterns, and not what a person's own files are called. */
const FILE = /`((?:[\w.-]+\/)*(?:[\w-]+(?:\.[\w-]+)*\.tsx?|[\w-]+\/))`/g;

const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '');

test.each(documents)('%s names nothing that is not there', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const folder = dirname(join(root, document));
  const isThere = (name: string) => existsSync(join(folder, name)) || existsSync(join(root, name));
  const missing = [...named(text, LINK), ...named(text, FILE)].filter((name) => !isThere(name));
  expect(missing).toEqual([]);
});
