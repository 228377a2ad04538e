import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { decide } from './steps/decide.ts';
import { expectRunReady } from './steps/import.ts';
import { filterBy, offenderRow, press } from './steps/places.ts';
import { HAR_PATH, LOG_PATH } from './steps/samples.ts';

test('import, triage, reclassify and export by keys alone', async ({ app }) => {
  const { page } = app;
  const chooser = page.waitForEvent('filechooser');
  await test.step('the sheet of keys', async () => {
    await press(page, '?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await page.keyboard.type('files');
    await expect(sheet).toContainText('choose files');
    await press(page, 'Escape');
    await expect(sheet).toHaveCount(0);
  });

  await test.step('import', async () => {
    await press(page, 'o');
    await (await chooser).setFiles([HAR_PATH, LOG_PATH]);
    await expectRunReady(page);
    await press(page, 'Control+Enter');
    await expect(offenderRow(page)).toBeVisible();
  });

  await test.step('triage', async () => {
    await press(page, 's');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type('Triaged');
    await press(page, 'Enter');
    await expect(offenderRow(page)).toContainText('Triaged');
    await press(page, 'Enter');
    await expect(page.getByRole('main')).toContainText('6 of 6 calls wrote domain rows.');
  });

  await test.step('reclassify', async () => {
    await press(page, 'g', 't');
    await expect(page.getByRole('heading', { level: 1, name: 'Tables' })).toBeVisible();
    await filterBy(page, 'page_hits');
    await expect(page.getByRole('row', { name: /^page_hits\./ })).toBeVisible();
    await press(page, 'ArrowRight');
    const about = page.getByRole('complementary');
    await expect(about.getByText('1 verdict would follow')).toBeVisible();
    await press(page, 'Enter');
    await expect(about.getByText('1 verdict follows')).toBeVisible();
    await press(page, 'z');
    await expect(page.getByRole('complementary')).toContainText('Default');
  });

  await test.step('export', async () => {
    await press(page, 'g', 'n');
    await expect(page.getByRole('region', { name: 'Note' })).toContainText('page_hits');
    const text = await app.exportedFile(() => press(page, 'Control+Enter'));
    expect(text).toContain('`GET /flows/trigger/{id}`');
  });
});

/** Something in the page has the focus: neither readers nor Tab lose their place. */
const expectFocus = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY')).not.toBe('BODY');

/** Readers are told so, and the focus is somewhere still. */
async function expectSaid(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.locator('[role=status][aria-live=polite]').first()).toContainText(text);
  await expectFocus(page);
}

test('by keys the focus is never lost, and what came of each is said', async ({ app }) => {
  const { page } = app;
  const chooser = page.waitForEvent('filechooser');
  // Once this is answered the browser knows that a test waits for its dialog.
  await page.evaluate(() => document.title);
  await press(page, 'o');
  await (await chooser).setFiles([HAR_PATH, LOG_PATH]);
  await expectRunReady(page);
  await press(page, 'Control+Enter');
  const list = page.getByRole('grid', { name: 'Findings' });
  await expect(list).toBeFocused();

  await test.step('dialogs and panels give the focus back', async () => {
    for (const key of ['s', 'a', 'n', 'e', 'v', '?', 'Control+k']) {
      await press(page, key);
      await expect(page.getByRole('dialog')).toBeVisible();
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(list, `after ${key}`).toBeFocused();
    }
  });

  await test.step('decisions', async () => {
    await filterBy(page, 'method:GET');
    await expectSaid(page, '1 of 1 finding');
    await decide(page, 's', 'Triaged');
    await expectSaid(page, 'Detected to Triaged. Press z to undo.');
    await decide(page, 'a', 'me');
    await expectSaid(page, 'Owner me');
    await decide(page, 'n', 'The kiosk calls it.');
    await expectSaid(page, 'Note added');
    await press(page, 'e', '2');
    await page.keyboard.type('Only the tests call it.');
    await press(page, 'Control+Enter');
    // The list is empty now and gone.
    await expectSaid(page, 'Exception until');
    await press(page, 'z');
    await expectSaid(page, 'Undone: Exception');
    await expect(list).toBeFocused();
  });

  await test.step('the proof, its calls, and back to the row', async () => {
    await press(page, 'Enter');
    await expectSaid(page, 'GET /flows/trigger/{id}, Endpoint Audit');
    await press(page, ']');
    await expect(page.getByText('Call 2 of 6')).toBeVisible();
    await press(page, '/');
    await expect(page.getByRole('textbox', { name: 'Search this call' })).toBeFocused();
    await press(page, 'Escape');
    await expectFocus(page);
    await press(page, 'Escape');
    await expect(list).toBeFocused();
  });

  await test.step('tables', async () => {
    await press(page, 'g', 't');
    const tables = page.getByRole('grid', { name: 'Tables' });
    await expect(tables).toBeFocused();
    await filterBy(page, 'page_hits');
    await expectSaid(page, '1 of 16 tables');
    await press(page, 'ArrowRight');
    await expectSaid(page, '1 verdict would follow');
    await press(page, 'Enter');
    await expectSaid(page, 'page_hits: Domain to Telemetry. 1 verdict follows. Press z to undo.');
    await press(page, 'z');
    await expectSaid(page, 'Undone: Class');
    await expect(tables).toBeFocused();
  });

  await test.step('notes', async () => {
    await press(page, 'g', 'n');
    await expect(page.getByRole('grid', { name: 'Notes to include' })).toBeFocused();
    await app.exportedFile(() => press(page, 'Control+Enter'));
    await expectSaid(page, '1 note exported');
  });
});
