import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { makeWorkspace } from './timeline-workspace.ts';
import { withPage } from './web-host.ts';

/**
 * What a frame of the timeline costs on a generated run, in the built web host (`npm run build` first):
 *   node bench/timeline.ts [--requests 100000] [--workspace FILE]
 * E2E_CHROMIUM names an installed Chromium. Each gesture moves the picture in each of 120 frames: the time from frame to
 * frame, and how long the page's thread was busy with one, as Chromium counts it.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, workspace: { type: 'string' } },
});
const FRAMES = 120;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-timeline-'));
  const workspace = values.workspace ?? join(folder, 'large.audit');
  if (!existsSync(workspace)) makeWorkspace(workspace, Number(values.requests));
  try {
    await withPage(workspace, measure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('link', { name: 'Inventory' }).waitFor();
  const from = performance.now();
  await page.goto(new URL('/runs/1/timeline', address).href);
  await page.getByRole('img', { name: /The list that follows/ }).waitFor();
  console.log(`first picture      ${(performance.now() - from).toFixed(0)} ms`);
  const devtools = await page.context().newCDPSession(page);
  // Time of the processor: what other programs take is not the page's.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await gesture('zoom in from all', page, devtools, { deltaX: 0, deltaY: -45 });
  await gesture('pan a detail', page, devtools, { deltaX: 20, deltaY: 0 });
  await gesture('zoom out to all', page, devtools, { deltaX: 0, deltaY: 45 });
  await page.keyboard.press('+');
  await gesture('pan nearly all', page, devtools, { deltaX: 3, deltaY: 0 });
  await gesture('hold j', page, devtools, 'j');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  console.log(`page's memory      ${(usedSize / 1e6).toFixed(0)} MB`);
}

/** What is done in each frame: a turn of the wheel in the middle of the picture, or a key. */
type Step = { readonly deltaX: number; readonly deltaY: number } | string;

async function gesture(name: string, page: Page, devtools: CDPSession, step: Step): Promise<void> {
  // What the last gesture leaves behind, such as the address, is not this one's.
  await page.waitForTimeout(500);
  const before = await busyMs(devtools);
  const gaps = (await page.evaluate(moveEachFrame, { step, frames: FRAMES })).toSorted((a, b) => a - b);
  const at = (share: number) => `${(gaps[Math.floor(share * (gaps.length - 1))] ?? 0).toFixed(1)} ms`.padStart(8);
  const busy = `${(((await busyMs(devtools)) - before) / gaps.length).toFixed(1)} ms`.padStart(8);
  console.log(`${name.padEnd(18)} median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}, busy ${busy}`);
}

/** In the page: does a step in each frame, and tells the times between frames. */
function moveEachFrame({ step, frames }: { step: Step; frames: number }): Promise<number[]> {
  const canvas = [...document.querySelectorAll('canvas')].at(-1) as HTMLCanvasElement;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
  const eventOf = () =>
    typeof step === 'string'
      ? new KeyboardEvent('keydown', { key: step, bubbles: true, cancelable: true })
      : new WheelEvent('wheel', { ...place, ...step });
  return new Promise((resolve) => {
    const gaps: number[] = [];
    let last = 0;
    const next = (now: number) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      if (gaps.length === frames) return resolve(gaps);
      (typeof step === 'string' ? window : canvas).dispatchEvent(eventOf());
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

/** How long the page's thread has worked since the beginning. */
async function busyMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

await main();
