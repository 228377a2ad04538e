import { expect, test } from './app.ts';
import { axeIn } from './steps/axe.ts';
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
    'No date for the switch',
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

test('a person words a section; the rest follows the proof, and the generated text comes back', async ({
  app: { page },
}) => {
  const note = page.getByRole('region', { name: 'Note', exact: true });
  await press(page, 'e');
  const what = page.getByRole('textbox', { name: 'What changes' });
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await what.fill('**What changes.** Visits are sent from now on.');
  await what.press('Control+Enter');
  await expect(note).toContainText('Visits are sent from now on.');
  await expect(note).toContainText('6 of 6 calls wrote domain rows.');
  await expect(page.getByText(/edited by .+; proof refreshed in run 1/)).toBeVisible();

  await press(page, 'e');
  await page.getByRole('button', { name: 'Use generated text for What changes' }).click();
  await expect(what).toHaveValue(/Today the call also adds page hits/);
  await what.fill('Never kept');
  await what.press('Escape');
  await expect(what).toHaveValue(/Today the call also adds page hits/);
  await what.press('Escape');
  await expect(note.getByRole('heading', { level: 2 })).toBeVisible();
  await expect(note).not.toContainText('Visits are sent');
});

test('dates make the headers, and a Sunset before its Deprecation is refused', async ({ app: { page } }) => {
  const note = page.getByRole('region', { name: 'Note', exact: true });
  await page.getByLabel('Deprecated from').fill('2027-03-02');
  await page.getByLabel('Switch on (Sunset)').fill('2027-03-01');
  await page.getByLabel('Switch on (Sunset)').press('Enter');
  await expect(page.getByText('Sunset may not be before Deprecation.')).toBeVisible();
  await expect(note).toContainText('The date of the switch is not decided yet.');
  await page.getByLabel('Switch on (Sunset)').fill('2027-04-01');
  await page.getByLabel('Switch on (Sunset)').press('Enter');
  await expect(note).toContainText('Deprecation: @1803945600');
  await expect(note).toContainText('Sunset: Thu, 01 Apr 2027 00:00:00 GMT');
});

test('the design of the new calls is shown, and its keys are told', async ({ app: { page } }) => {
  await press(page, 'd');
  await expect(page).toHaveURL(/format=openapi/);
  await expect(page.getByRole('region', { name: 'Note', exact: true })).toContainText('"openapi": "3.1.0"');
});

test('axe finds nothing while a note is worded or its design is shown', async ({ app: { page } }) => {
  const check = await axeIn(page, 'light');
  await press(page, 'e');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await check('a note is worded');
  await page.getByRole('button', { name: 'OpenAPI' }).click();
  await expect(page).toHaveURL(/format=openapi/);
  await check('its design');
});

test('HTML, lists and a ZIP of several files leave, and the next notes can tell what changed', async ({ app }) => {
  const { page } = app;
  const save = () => app.exportedFile(() => press(page, 'Control+Enter'));
  await page.getByRole('radio', { name: 'HTML, one page' }).check();
  expect(await save()).toMatch(/^<!doctype html>.*<h2 id="get-flowstriggerid-will-no-longer-add-page-hits">/s);

  await page.getByRole('checkbox', { name: /^Changes since/ }).check();
  expect(await save()).toContain('Changes since');

  await page.getByRole('checkbox', { name: 'Regression tests' }).check();
  await page.getByRole('checkbox', { name: 'OpenAPI of the new calls' }).check();
  await expect(page.getByRole('button', { name: /^Export 6 files/ })).toBeEnabled();
  expect(await save()).toMatch(/^PK.*reads-do-not-write\.test\.mjs/s);

  await page.getByRole('radio', { name: 'CSV list' }).check();
  expect(await save()).toMatch(/^rule,verdict,severity/);
  await page.getByRole('radio', { name: 'SARIF 2.1' }).check();
  expect(JSON.parse(await save()).version).toBe('2.1.0');
});

test('the calls before and after stand side by side where there is room', async ({ app: { page } }) => {
  const note = page.getByRole('region', { name: 'Note', exact: true });
  const [before, after] = [note.getByText('Before: one call'), note.getByText('After: read, and write on purpose')];
  const tops = async () => [(await before.boundingBox())?.y, (await after.boundingBox())?.y] as const;
  await page.setViewportSize({ width: 1600, height: 900 });
  await expect(before).toBeVisible();
  await expect(async () => expect((await tops())[0]).toBe((await tops())[1])).toPass();
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(async () => expect((await tops())[1]).toBeGreaterThan((await tops())[0] ?? 0)).toPass();
});
