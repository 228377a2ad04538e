import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openInBrowser } from '../hosts/browser-host.ts';
import { pageOf } from './album.ts';
import { EMPTY, FILLED, IMPORT, type Shot } from './shots.ts';

/** Program: pictures of every page in both themes and two widths, into the folder named; see scripts/screenshots.ts. */

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
const LOOKS = (['light', 'dark'] as const).flatMap((scheme) => SIZES.map((size) => ({ scheme, size })));

const [folder = '', wanted = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const isWanted = ({ name }: Shot): boolean => name.includes(wanted);

/** Nothing is being read any more, fonts are there, and what was to be drawn is drawn. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByRole('status', { name: 'Reading' }).waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 150)));
  });
}

async function take(page: Page, { name, open }: Shot): Promise<string> {
  await open(page);
  for (const { scheme, size } of LOOKS) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await settle(page);
    await page.screenshot({ path: join(folder, fileOf(name, scheme, size.width)), animations: 'disabled' });
  }
  await page.setViewportSize(SIZES[0] ?? { width: 1440, height: 900 });
  // Away from menus and dialogs, so that the next begins from a clean page.
  await page.goto(new URL('/settings', page.url()).href);
  console.log(name);
  return name;
}

const fileOf = (name: string, scheme: string, width: number): string => `${name}-${scheme}-${width}.png`;

async function takeAll(page: Page): Promise<string[]> {
  const names: string[] = [];
  const all = async (shots: readonly Shot[]) => {
    for (const shot of shots.filter(isWanted)) names.push(await take(page, shot));
  };
  await all(EMPTY);
  await page.goto(new URL('/', page.url()).href);
  if (isWanted(IMPORT)) names.push(await take(page, IMPORT));
  else await IMPORT.open(page);
  await all(FILLED);
  return names;
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const scratch = await mkdtemp(join(tmpdir(), 'endpoint-audit-screenshots-'));
const host = await openInBrowser(root, join(scratch, 'workspace.audit'));
try {
  const names = await takeAll(host.page);
  const files = LOOKS.map(
    ({ scheme, size }) =>
      (name: string) =>
        fileOf(name, scheme, size.width),
  );
  await writeFile(join(folder, 'index.html'), pageOf(names, files));
} finally {
  await host.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
