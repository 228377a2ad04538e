import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Notes');
  await expect(page.getByRole('region', { name: 'Note' })).toContainText('page_hits');
});

test('a note is shown as clients read it, and exported as Markdown', async ({ app }) => {
  const { page } = app;
  const note = page.getByRole('region', { name: 'Note' });
  await expect(note.getByRole('heading', { level: 2 })).toContainText('GET /flows/trigger/{id}');
  await expect(note).toContainText('POST /flows/trigger/{id}');
  await expect(note.getByRole('table')).toContainText('page_hits');
  await expect(page.getByRole('complementary', { name: 'What the notes hold' })).toContainText(
    'no date for the switch',
  );

  const text = await app.exportedFile(() => press(page, 'Control+Enter'));
  expect(text).toMatch(/^# /);
  expect(text).toContain('`GET /flows/trigger/{id}`');
  expect(text).toContain('6 of 6 calls wrote domain rows.');
  expect(text).toContain('## Documented exceptions');
  expect(text).not.toContain('### Example');
});

test('parts can be left out, and row values are left out until asked for', async ({ app }) => {
  const { page } = app;
  await page.getByRole('checkbox', { name: 'Proof' }).uncheck();
  await page.getByRole('checkbox', { name: 'Row values' }).check();
  const note = page.getByRole('region', { name: 'Note' });
  await expect(note.getByRole('heading', { name: 'Example' })).toBeVisible();
  await expect(note.getByRole('heading', { name: 'Proof' })).toHaveCount(0);

  const text = await app.exportedFile(() => page.getByRole('button', { name: /^Export 1 note/ }).click());
  expect(text).toContain('### Example');
  expect(text).not.toContain('### Proof');
});

test('the form stands in the address, and nothing chosen cannot be exported', async ({ app: { page } }) => {
  await press(page, 'p');
  await expect(page).toHaveURL(/format=md/);
  await expect(page.getByRole('region', { name: 'Note' })).toContainText('### Before and after');
  await press(page, 'x');
  await expect(page.getByRole('button', { name: /^Export 0 notes/ })).toBeDisabled();
});
