import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { openOffender, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await openOffender(page);
});

/** What the browser draws as found, and the match that is looked at. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const textOf = (name: string) => [...(CSS.highlights.get(name) ?? [])].map(String);
    return { all: textOf('ea-found'), here: textOf('ea-found-here') };
  });

test('a text is looked for in headers and bodies by keys alone', async ({ app: { page } }) => {
  const request = page.getByRole('article', { name: 'Request' });
  const count = request.getByRole('status');
  await expect(request).not.toContainText('application/json');

  await test.step('folded headers open where it stands', async () => {
    await press(page, '/');
    await expect(page.getByRole('textbox', { name: 'Search this call' })).toBeFocused();
    await page.keyboard.type('APPLICATION/json');
    await expect(request).toContainText('application/json');
    await expect(count).toHaveText(/^1 of \d+$/);
    expect((await marked(page)).here).toEqual(['application/json']);
  });

  await test.step('a match may go over pieces of one line, and stays from call to call', async () => {
    await page.getByRole('textbox', { name: 'Search this call' }).fill('p=article-');
    await expect(count).toHaveText('1 of 1');
    expect((await marked(page)).all).toEqual(['p=article-']);
  });

  await test.step('Enter goes on, around the end, and back', async () => {
    await page.getByRole('textbox', { name: 'Search this call' }).fill('e');
    await expect(count).toHaveText(/^1 of \d\d+$/);
    const last = (await count.innerText()).replace(/^1 of /, '');
    await press(page, 'Enter');
    await expect(count).toHaveText(`2 of ${last}`);
    await press(page, 'Shift+Enter', 'Shift+Enter');
    await expect(count).toHaveText(`${last} of ${last}`);
    await press(page, 'Enter');
    await expect(count).toHaveText(`1 of ${last}`);
  });

  await test.step('what is not there is said; Esc clears, then leaves, and the page stays', async () => {
    await page.getByRole('textbox', { name: 'Search this call' }).fill('no such text');
    await expect(count).toHaveText('Not found');
    await press(page, 'Escape');
    await expect(page.getByRole('textbox', { name: 'Search this call' })).toHaveValue('');
    expect((await marked(page)).all).toEqual([]);
    await press(page, 'Escape', ']');
    await expect(page.getByText('Call 2 of 6')).toBeVisible();
  });
});

test('at 200 % zoom the whole route is read, and the page does not scroll sideways', async ({ app: { page } }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/GET\s*\/flows\/trigger\/\{id\}/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  const [title, actions] = [await heading.boundingBox(), await page.locator('[data-question=owner]').boundingBox()];
  expect((title?.y ?? 0) + (title?.height ?? 0)).toBeLessThanOrEqual(actions?.y ?? 0);
});
