import { expect, test } from './app.ts';
import { decide } from './steps/decide.ts';
import { dropFiles, expectRunReady, filesList, openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, press } from './steps/places.ts';
import { har, log } from './steps/samples.ts';

test('a restart finds runs, classes, decisions and what undo would do', async ({ app }) => {
  await openSample(app.page);
  await goTo(app.page, 'Inventory');
  await decide(app.page, 's', 'In progress');
  await expect(offenderRow(app.page)).toContainText('In progress');
  await goTo(app.page, 'Tables');
  await app.page
    .getByRole('row', { name: /^tags\./ })
    .getByRole('button', { name: 'Ignored' })
    .click();
  await expect(app.page.getByRole('row', { name: /^tags\. Ignored\. Set by / })).toBeVisible();

  const page = await app.restart();
  await expect(offenderRow(page)).toContainText('In progress');
  await openOffender(page);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('6 of 6 calls wrote domain rows.');
  await goTo(page, 'Tables');
  const tags = page.getByRole('row', { name: /^tags\. Ignored\. Set by / });
  await expect(tags).toBeVisible();
  await press(page, 'z');
  await expect(tags).toHaveCount(0);
});

test('decisions outlast the import of the same files under other names', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await decide(page, 's', 'Planned');
  await expect(offenderRow(page)).toContainText('Planned');

  await dropFiles(page, [
    { ...har(), name: 'again.har.gz' },
    { ...log(), name: 'again.jsonl.gz' },
  ]);
  await expect(filesList(page).getByText('Not imported again')).toHaveCount(2);
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toContainText('Planned');
});

test('one side alone is read, and what needs both says so', async ({ app: { page } }) => {
  await dropFiles(page, [har()]);
  await expectRunReady(page);
  await goTo(page, 'Inventory');
  await expect(page.getByRole('main')).toContainText('Without a change log');
  await goTo(page, 'Tables');
  await expect(page.getByRole('main')).toContainText('No table was written');
  await goTo(page, 'Notes');
  await expect(page.getByRole('main')).toContainText('without a change log no call could be judged');
});
