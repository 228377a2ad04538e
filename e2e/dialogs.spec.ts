import { expect, test } from './app.ts';
import { axeIn } from './steps/axe.ts';
import { dropFiles, expectRunReady, fileRow, openSample } from './steps/import.ts';
import { laterRun } from './steps/later-runs.ts';
import { goTo, offenderRow, openOffender, openRun, press } from './steps/places.ts';
import { journal } from './steps/samples.ts';

test.slow();

const CLASSES = '{"tables": {"page_hits": "telemetry", "heartbeats": "ignored", "shop.*": "domain"}}';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on what decides, ${colorScheme}`, async ({ app: { page } }) => {
    const check = await axeIn(page, colorScheme);
    const shut = async () => {
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await openSample(page);
    await goTo(page, 'Inventory');
    await expect(offenderRow(page)).toBeVisible();
    await press(page, 's');
    await page.keyboard.type('Shipped');
    await press(page, 'Enter');
    await page.getByLabel('From which day is the fix live?').fill('2026-11-21');
    await expect(page.getByRole('dialog')).toContainText('Regressed at once');
    await check('the live date');
    await shut();
    await press(page, 'e', '1');
    await expect(page.getByRole('dialog')).toContainText('It is so already');
    await check('an exception');
    await shut();
    await openOffender(page);
    await page.getByRole('button', { name: 'Change the route' }).click();
    await page.getByRole('dialog').getByLabel('Template').fill('/flows/{kind}/{flow}');
    await expect(page.getByRole('region', { name: 'What follows' })).toBeVisible();
    await check('a route');
    await shut();
    await openRun(page);
    await page.getByRole('button', { name: 'Remove this run' }).click();
    await expect(page.getByRole('dialog')).toContainText('Decisions stay.');
    await check('removing a run');
    await shut();
    await goTo(page, 'Settings');
    await page.getByLabel('A link counts from').fill('0.8');
    await expect(page.getByRole('main')).toContainText('more than one may be wrong');
    await check('settings, a link counts earlier');
  });

  test(`axe finds nothing on what takes files and names, ${colorScheme}`, async ({ app: { page } }) => {
    const check = await axeIn(page, colorScheme);
    const dialog = page.getByRole('dialog');
    const shut = async () => {
      await press(page, 'Escape');
      await expect(dialog).toHaveCount(0);
    };
    await dropFiles(page, [journal('journal.csv', 501)]);
    await fileRow(page, 'journal.csv').getByRole('button', { name: 'Map its columns…' }).click();
    await expect(dialog).toContainText('Choose the column of the operation.');
    await check('mapping, nothing chosen');
    await dialog.getByLabel('Operation', { exact: true }).selectOption('was');
    await dialog.getByLabel('“neu”').selectOption('inserts a row');
    await dialog.getByLabel('“anders”').selectOption('updates a row');
    await dialog.getByLabel('Name of the one table').fill('shop.orders');
    await dialog.getByLabel('New values').selectOption('nachher');
    await expect(dialog.getByRole('region', { name: 'The first rows as understood' })).toContainText('shop.orders');
    await check('mapping, rows as understood');
    await dialog.getByLabel('Save as').fill('journal of orders');
    await press(page, 'Control+Enter');
    await expectRunReady(page);

    await dropFiles(page, laterRun({ day: '2027-01-10' }));
    await expectRunReady(page, 2);
    await goTo(page, 'Tables');
    const file = page.getByLabel('File of classes');
    const given = (text: string) =>
      file.setInputFiles({ name: 'classes.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await given(CLASSES);
    await expect(dialog).toContainText(/class(es)? would change/);
    await check('classes from a file');
    await shut();

    await goTo(page, 'Inventory');
    await expect(offenderRow(page)).toBeVisible();
    for (const name of ['View', 'Export list']) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await check(`the menu ${name}`);
      await press(page, 'Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
    }
    await press(page, 'v');
    await page.keyboard.type('Mine');
    await press(page, 'Enter');
    await expect(dialog).toHaveCount(0);
    await press(page, 'v');
    await dialog.getByRole('button', { name: 'Rename view Mine' }).click();
    await check('saved views');
    await press(page, 'Escape');
    await shut();
    await press(page, '?');
    await expect(dialog).toContainText('In the filter');
    await check('keys and filter terms');
    await shut();
    await page.getByRole('button', { name: 'Compare runs' }).click();
    await expect(page.getByRole('button', { name: 'Do not compare' })).toBeVisible();
    await check('runs to compare');
  });
}
