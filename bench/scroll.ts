import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { keepFindings, makeListsWorkspace } from './lists-workspace.ts';
import { workDuring } from './page-tasks.ts';
import { withPage } from './web-host.ts';

/**
 * Whether the page holds still: tasks above 50 ms on its thread while 10,000 rows scroll, by the wheel and in jumps,
 * while the cursor runs, while a filter is typed or something to jump to, and while an import is read; how long it takes
 * from such a key to the picture that follows; and what moved although nobody touched it. In the built web host (`npm run build` first).
 * Tasks are told by the processor's time and by the clock, which only counts on a machine that does nothing else.
 *   node bench/scroll.ts [--endpoints 10000] [--exchanges 100000] [--no-import] [FILES to import]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    endpoints: { type: 'string', default: '10000' },
    exchanges: { type: 'string', default: '100000' },
    'no-import': { type: 'boolean', default: false },
  },
});
const SAMPLE = ['samples/directus/requests.har.gz', 'samples/directus/changes.jsonl.gz'];
const FRAMES = 240;
/** What one notch of a wheel scrolls, slow and fast, in px. */
const NOTCHES = [120, 160, 200, 240, 300];
const JUMP = 'get courses v2';
const FILTER = 'method:PUT courses ';

const root = join(import.meta.dirname, '..');
// The same as bench/lists.ts keeps.
const kept = join(root, '.cache', `lists-${values.endpoints}-${values.exchanges}.audit`);

interface Seen {
  /** Tasks above 50 ms, in ms. */
  readonly tasks: number[];
  /** From a key or what it typed to the next picture, in ms; those within 16 ms are not told. */
  readonly keys: number[];
  /** By how much the page moved without a hand on it, and what moved. */
  readonly shifts: string[];
}

/** As Chromium has it; the DOM's own types do not. */
interface Shift extends PerformanceEntry {
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly sources?: readonly { readonly node: unknown }[];
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Runs in the page, before anything else. */
function watch(): void {
  window.seen = { tasks: [], keys: [], shifts: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.seen.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      const moved = entry.sources?.map(({ node }) => (node instanceof Element ? node.tagName : '')).join();
      if (!entry.hadRecentInput) window.seen.shifts.push(`${entry.value?.toFixed(4)} ${moved}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const events: PerformanceObserverInit & { durationThreshold: number } = { type: 'event', durationThreshold: 16 };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.seen.keys.push(duration);
  }).observe(events);
}

/** Runs in the page: what was seen so far is not counted. */
function forget(): void {
  window.seen = { tasks: [], keys: [], shifts: [] };
}

async function during(page: Page, name: string, act: () => Promise<void>): Promise<Seen & { worked: number[] }> {
  await page.waitForTimeout(1_000);
  await page.evaluate(forget);
  const { tasks, keys: worked } = await workDuring(page, async () => {
    await act();
    await page.waitForTimeout(500);
  });
  const seen = await page.evaluate(() => window.seen);
  console.log(`${name.padEnd(24)}${above(tasks)} of the processor; ${above(seen.tasks)} by the clock`);
  if (seen.shifts.length > 0) console.log(`  moved: ${seen.shifts.join('; ')}`);
  return { ...seen, worked };
}

function above(tasks: readonly number[]): string {
  const count = tasks.filter((ms) => ms > 50).length;
  return `${String(count).padStart(4)} tasks above 50 ms, longest ${Math.max(0, ...tasks).toFixed(0)} ms`;
}

const slowest = (keys: readonly number[]): string =>
  `slowest ${Math.max(16, ...keys).toFixed(0)} ms, ${keys.filter((ms) => ms > 50).length} above 50`;

/** The wheel over the list, a notch a frame. */
async function wheel(page: Page): Promise<void> {
  const list = await page.getByRole('grid').boundingBox();
  await page.mouse.move((list?.x ?? 0) + 400, 500);
  for (let n = 0; n < FRAMES; n++) {
    await page.mouse.wheel(0, NOTCHES[n % NOTCHES.length] ?? 0);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Runs in the page: through the whole list, a part of it in each frame. */
async function scrollThrough(frames: number): Promise<void> {
  let area = document.querySelector('[role=grid]');
  while (area && area.scrollHeight <= area.clientHeight + 1) area = area.parentElement;
  if (!area) throw new Error('nothing scrolls');
  const by = (area.scrollHeight - area.clientHeight) / frames;
  for (let frame = 1; frame <= frames; frame++) {
    area.scrollTop = by * frame;
    await new Promise(requestAnimationFrame);
  }
}

async function measure(page: Page, address: string): Promise<void> {
  await page.addInitScript(watch);
  // Makes the session of the address; totals of a workspace are counted when it is opened first.
  await page.goto(address);
  await page.goto(new URL('/inventory?tab=all', address).href);
  await expect(page.getByRole('grid').getByRole('row').nth(5)).toBeVisible({ timeout: 60_000 });
  const opened = await page.evaluate(() => window.seen.shifts);
  console.log(`${'open'.padEnd(24)}${opened.length === 0 ? '   nothing moved' : `  moved: ${opened.join('; ')}`}`);
  await during(page, 'wheel', () => wheel(page));
  await during(page, `jump over ${values.endpoints} rows`, () => page.evaluate(scrollThrough, FRAMES));
  await during(page, 'hold j', async () => {
    for (let n = 0; n < 120; n++) await page.keyboard.press('j');
  });
  const { keys, worked } = await during(page, 'type a filter', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(FILTER, { delay: 150 });
  });
  console.log(
    `key to picture, ${FILTER.length} keys: ${slowest(worked)} of the processor; ${slowest(keys)} by the clock`,
  );
  const jump = await during(page, 'type in Jump to', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Jump to' }).waitFor();
    await page.keyboard.type(JUMP, { delay: 150 });
  });
  console.log(
    `key to picture, ${JUMP.length + 1} keys: ${slowest(jump.worked)} of the processor; ${slowest(jump.keys)} by the clock`,
  );
  await page.keyboard.press('Escape');
  if (values['no-import']) return;
  await during(page, 'import', async () => {
    await page.keyboard.press('Escape');
    await page.goto(new URL('/runs', address).href);
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(forget);
    await page.keyboard.press('o');
    await (await chosen).setFiles(positionals.length > 0 ? positionals : SAMPLE.map((path) => join(root, path)));
    await page.getByRole('heading', { name: /^Run \d+ is ready$/ }).waitFor({ timeout: 300_000 });
  });
}

if (!existsSync(kept)) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  makeListsWorkspace(`${kept}.half`, { endpoints: Number(values.endpoints), exchanges: Number(values.exchanges) });
  renameSync(`${kept}.half`, kept);
}
const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-scroll-'));
const workspace = join(folder, 'lists.audit');
copyFileSync(kept, workspace);
keepFindings(workspace);
try {
  await withPage(workspace, measure);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
