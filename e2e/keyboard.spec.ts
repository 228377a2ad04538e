import { expect, test } from './app.ts';
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
    await expect(page.getByText('1 verdict would follow')).toBeVisible();
    await press(page, 'Enter');
    await expect(page.getByText('1 verdict follows')).toBeVisible();
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
