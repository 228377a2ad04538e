import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { laterRun } from './steps/later-runs.ts';
import { goTo, openOffender, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await openOffender(page);
});

test('the verdict is counted, and says what chance would explain', async ({ app: { page } }) => {
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Broken');
  await expect(verdict).toContainText('6 of 6 calls wrote domain rows.');
  await expect(verdict).toContainText('0 by chance');
});

test('a call shows its request, the rows before and after, and why they belong together', async ({ app: { page } }) => {
  const request = page.getByRole('article', { name: 'Request' });
  await expect(request).toContainText('/flows/trigger/70e47a3b-cbbf-4ed7-8187-1d2e2eddcadd');
  // Its answer is the key of the row it inserted.
  await expect(request.getByRole('region', { name: 'Response body' })).toContainText('2');
  await expect(request).toContainText(/Bearer masked·[0-9a-f]+/);

  const rows = page.getByRole('article').filter({ has: page.getByText('page_hits', { exact: true }) });
  await expect(rows).toContainText('Insert, id 2');
  const column = rows.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'page', exact: true }) });
  await expect(column).toContainText('no row');
  await expect(column).toContainText('article-9');

  const why = page.getByRole('complementary');
  await expect(why).toContainText('Why this link');
  await expect(why).toContainText('very likely');
  await expect(why).toContainText('Row key 2 is first seen in this response.');
});

test('the next call is its own proof, with an address of its own', async ({ app: { page } }) => {
  await press(page, ']');
  await expect(page.getByText('Call 2 of 6')).toBeVisible();
  await expect(page).toHaveURL(/call=\d+/);
  await page.reload();
  await expect(page.getByText('Call 2 of 6')).toBeVisible();
  await expect(page.getByText('page_hits', { exact: true }).first()).toBeVisible();
});

test('the calls shown are of the run that the verdict is about, though a later one cannot tell', async ({
  app: { page },
}) => {
  const [requests] = laterRun({ day: '2027-01-10' });
  if (!requests) throw new Error('a run has requests');
  await goTo(page, 'Runs');
  await dropFiles(page, [requests]);
  await expectRunReady(page, 2);
  await openOffender(page);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('6 of 6 calls wrote domain rows.');
  await expect(verdict).toContainText('run 1');
  await expect(page.getByRole('combobox', { name: 'Run' })).toHaveValue('1');
  await expect(page.getByRole('button', { name: 'Wrote 6' })).toBeVisible();
});

test('of a rule that no run could judge no run is named', async ({ app: { page } }) => {
  await page.goto(new URL('/inventory?tab=all&q=rule:duplicate-post+verdict:not-judged', page.url()).href);
  await page
    .getByRole('row', { name: /^Not judged\./ })
    .first()
    .getByRole('link')
    .click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Not judged');
  await expect(page.getByRole('complementary')).toContainText('It could be judged in no run shown.');
  await expect(page.getByText(/^Seen in run/)).toHaveCount(0);
});
