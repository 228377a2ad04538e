import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of what is shipped: most ask that their text goes wherever a copy goes. */

/** What the bundler writes beside a bundle, under this ending (Vite's `build.license`). */
export const BUNDLED = 'bundled.json';

/** One package; without a text where it brings none. */
interface Licence {
  readonly name: string;
  readonly version: string;
  /** As SPDX names it. */
  readonly identifier?: string;
  readonly text?: string;
}

/** Shipped, and not seen by the bundler as modules: fonts, which style sheets name, and the driver, which stays outside. */
const BESIDE = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono', 'better-sqlite3'];

/** Puts what all bundles hold into one `licences.md`, each package once. */
export function writeLicences(root: string, out: string): void {
  const lists = globSync(`**/*${BUNDLED}`, { cwd: out }).map((name) => join(out, name));
  const bundled = lists.flatMap((list) => JSON.parse(readFileSync(list, 'utf8')) as Licence[]);
  const own = { ...readPackage(root), name: 'endpoint-audit' };
  const beside = BESIDE.map((name) => readPackage(join(root, 'node_modules', name)));
  writeFileSync(join(out, 'licences.md'), licencesText(own, [...bundled, ...beside]));
  for (const list of lists) rmSync(list);
}

function readPackage(folder: string): Licence {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, identifier: license, text: readFileSync(join(folder, 'LICENSE'), 'utf8').trim() };
}

/** The program's own licence first, then the others by name. */
export function licencesText(own: Licence, others: readonly Licence[]): string {
  const byName = new Map(others.map((each) => [`${each.name} ${each.version}`, each]));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  return `# Licences\n\n${[own, ...sorted].map(chapter).join('\n\n')}\n`;
}

const chapter = ({ name, version, identifier, text }: Licence): string =>
  `## ${name} ${version} (${identifier ?? 'no licence named'})${text === undefined ? '' : `\n\n${text.replace(/^(?=.)/gm, '    ')}`}`;
