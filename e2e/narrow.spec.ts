import type { Locator } from '@playwright/test';
import { expect, test } from './app.ts';
import { decide } from './steps/decide.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, press } from './steps/places.ts';

test.beforeEach(({ app: { page } }) => openSample(page));

async function boxOf(what: Locator) {
  const box = await what.boundingBox();
  if (!box) throw new Error('not on the page');
  return { ...box, bottom: box.y + box.height, right: box.x + box.width };
}

test('below 1024 px the evidence stands below each other: request, time, rows', async ({ app: { page } }) => {
  await openOffender(page);
  const request = page.getByRole('article', { name: 'Request' });
  const strip = page.getByRole('img', { name: /^The request took/ });
  const rows = page.getByRole('region', { name: /^Transaction / }).first();
  await expect(rows).toBeVisible();
  await expect(async () => expect((await boxOf(rows)).x).toBeGreaterThan((await boxOf(request)).right)).toPass({
    timeout: 20_000,
  });
  await page.setViewportSize({ width: 940, height: 700 });
  await expect(async () => {
    const [first, second, third] = [await boxOf(request), await boxOf(strip), await boxOf(rows)];
    expect(second.y).toBeGreaterThanOrEqual(first.bottom);
    expect(third.y).toBeGreaterThanOrEqual(second.bottom);
    expect(second.width).toBeGreaterThan(second.height * 3);
  }).toPass({ timeout: 20_000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(940);
});

test('a field of a note is as high as its text, also after the window got narrower and wider', async ({
  app: { page },
}) => {
  await goTo(page, 'Notes');
  await expect(page.getByRole('region', { name: 'Note', exact: true })).toContainText('page_hits');
  await press(page, 'e');
  const field = page.getByRole('textbox', { name: 'What changes' });
  await expect(field).toBeVisible();
  const fits = () =>
    expect(async () => {
      const [shown, needed] = await field.evaluate((each) => [each.clientHeight, each.scrollHeight]);
      const lines = await field.evaluate((each) => {
        const copy = each.cloneNode() as HTMLTextAreaElement;
        copy.value = (each as HTMLTextAreaElement).value;
        Object.assign(copy.style, { position: 'fixed', height: '0', minHeight: '0', width: `${each.clientWidth}px` });
        each.after(copy);
        const height = copy.scrollHeight;
        copy.remove();
        return height;
      });
      expect(shown).toBeGreaterThanOrEqual(needed ?? 0);
      expect(shown).toBeLessThanOrEqual(Math.max(60, lines + 24));
    }).toPass({ timeout: 20_000 });
  for (const width of [1440, 1024, 1600, 1024]) {
    await page.setViewportSize({ width, height: 700 });
    await fits();
  }
});

test('at 1024 × 700 a message does not lie over the View menu', async ({ app: { page } }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
  await decide(page, 'a', 'M. Keller');
  const message = page.getByRole('alert').filter({ hasText: 'Undo' });
  await expect(message).toBeVisible();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  await expect(async () => expect((await boxOf(menu)).bottom).toBeLessThan((await boxOf(message)).y)).toPass({
    timeout: 20_000,
  });
});

test('at 200 % zoom the notes stand below each other: list, note, what the file holds', async ({ app: { page } }) => {
  await goTo(page, 'Notes');
  const note = page.getByRole('region', { name: 'Note', exact: true });
  await expect(note).toContainText('page_hits');
  await page.setViewportSize({ width: 720, height: 450 });
  const list = page.getByRole('grid', { name: 'Notes to include' });
  await expect(async () => {
    const [first, second] = [await boxOf(list), await boxOf(note)];
    expect(second.y).toBeGreaterThanOrEqual(first.y + 54);
    expect(second.width).toBeGreaterThan(600);
    expect((await boxOf(page.getByRole('radio', { name: 'Markdown' }))).y).toBeGreaterThanOrEqual(second.bottom);
  }).toPass({ timeout: 20_000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
});
