import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, openOffender, openRun, press } from './steps/places.ts';

const picture = (page: Page) => page.getByRole('img', { name: /The list that follows/ });
const marks = (page: Page) => page.getByRole('list', { name: 'Marks in view, in time order' });
const panel = (page: Page, name: 'Request' | 'Commit') => page.getByRole('complementary', { name });

/** What the address says of the part in view; null: all of the run. */
function inAddress(page: Page): { middle: number; width: number } | null {
  const search = new URL(page.url()).searchParams;
  return search.has('t') ? { middle: Number(search.get('t')), width: Number(search.get('w')) } : null;
}

async function openTimeline(page: Page): Promise<void> {
  await openSample(page);
  await openRun(page);
  await press(page, 'g', 'l');
  await expect(page).toHaveURL(/\/runs\/1\/timeline$/);
  await expect(picture(page)).toHaveAccessibleName(/^136 requests and 166 commits from/);
}

test('the timeline is read, zoomed and panned by keys alone', async ({ app: { page } }) => {
  await openTimeline(page);
  await test.step('zoom and pan', async () => {
    await press(page, '+');
    await expect.poll(() => inAddress(page)?.width).toBeGreaterThan(0);
    const once = inAddress(page);
    await press(page, '+');
    await expect.poll(() => inAddress(page)?.width).toBeLessThan(once?.width ?? 0);
    const zoomed = inAddress(page);
    await press(page, 'Shift+ArrowRight');
    await expect.poll(() => inAddress(page)?.middle).toBeGreaterThan(zoomed?.middle ?? 0);
    expect(inAddress(page)?.width).toBe(zoomed?.width);
    await press(page, '0');
    await expect.poll(() => inAddress(page)).toBeNull();
  });

  await test.step('walk over the marks', async () => {
    await press(page, 'j');
    const first = marks(page).getByRole('button').first();
    await expect(first).toBeFocused();
    await expect(first).toHaveAccessibleName(/^Request at .*: [A-Z]+ \/.*, 200, /);
    await press(page, 'j');
    await expect(marks(page).getByRole('button').nth(1)).toBeFocused();
  });

  await test.step('filter', async () => {
    await press(page, '/');
    await page.keyboard.type('table:page_hits ');
    await press(page, 'Enter');
    await expect(picture(page)).toHaveAccessibleName(/^6 requests and 18 commits from/);
    await press(page, 'Escape');
    await expect(picture(page)).toHaveAccessibleName(/^136 requests and 166 commits from/);
    await press(page, 'j');
    await expect(marks(page).getByRole('button').first()).toBeFocused();
  });

  await test.step('open one, and follow it to its commit and back', async () => {
    await press(page, 'Enter');
    await expect(page).toHaveURL(/at=(request|commit)-\d+/);
    await press(page, 'Escape');
    await expect(page).not.toHaveURL(/at=/);
    await expect(page).toHaveURL(/\/timeline/);
    await press(page, 'Escape');
    await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  });
});

test('a call leads to its moment, and a commit says who may have caused it', async ({ app: { page } }) => {
  await openSample(page);
  await openOffender(page);
  await expect(page.getByText(/^Call \d+ of 6$/)).toBeVisible();
  await press(page, 't');
  await expect(page).toHaveURL(/\/runs\/1\/timeline\?.*at=request-\d+/);
  const request = panel(page, 'Request');
  await expect(request).toContainText('/flows/trigger/{id}');
  await request.getByRole('button', { name: /insert page_hits/ }).click();
  const commit = panel(page, 'Commit');
  await expect(commit).toContainText('insert page_hits');
  await expect(commit.getByRole('list', { name: 'Candidates' })).toContainText('GET /flows/trigger/{id}');
  await expect(commit.getByRole('heading', { name: 'Why this link' })).toBeVisible();
  await commit.getByRole('button', { name: /^GET .*sent/ }).click();
  await panel(page, 'Request').getByRole('link', { name: 'Open the proof' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('/flows/trigger/{id}');
});

test('the wheel, a drag and the strip of the whole run choose what is in view', async ({ app: { page } }) => {
  await openTimeline(page);
  const box = await picture(page).boundingBox();
  if (!box) throw new Error('the timeline is not laid out');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -600);
  await expect.poll(() => inAddress(page)?.width).toBeGreaterThan(0);
  const zoomed = inAddress(page);

  await page.mouse.down();
  await page.mouse.move(x - 200, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => inAddress(page)?.middle).toBeGreaterThan(zoomed?.middle ?? 0);

  const strip = await page.getByRole('img', { name: /^The whole run/ }).boundingBox();
  if (!strip) throw new Error('the strip is not laid out');
  const at = (share: number) => strip.x + strip.width * share;
  await page.mouse.move(at(0.05), strip.y + 20);
  await page.mouse.down();
  await page.mouse.move(at(0.15), strip.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => inAddress(page)?.middle).toBeLessThan(zoomed?.middle ?? 0);

  await page.getByRole('button', { name: 'Whole run' }).click();
  await expect.poll(() => inAddress(page)).toBeNull();
});

test('a transaction that could not be told apart leads to its moment and its candidates', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Runs');
  await press(page, 'g', 'u');
  const open = page.getByRole('region', { name: 'Could not be told apart' }).getByRole('listitem').first();
  await open.focus();
  await press(page, 't');
  await expect(page).toHaveURL(/\/timeline\?.*at=commit-\d+/);
  const commit = panel(page, 'Commit');
  await expect(commit.getByRole('heading', { name: 'Why it stays open' })).toBeVisible();
  await expect(commit.getByRole('list', { name: 'Candidates' })).toContainText('none of them');
});

test('lanes stand for clients or for connections, and the address says which', async ({ app: { page } }) => {
  await openTimeline(page);
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByText('connection').click();
  await expect(page).toHaveURL(/lanes=connection/);
  await expect(page.getByText(/^connection \d+/).first()).toBeVisible();
  // The clocks of the sample agree, so there is nothing to choose.
  await expect(page.getByRole('radiogroup', { name: 'Times' })).toHaveCount(0);
});
