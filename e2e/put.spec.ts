import { expect, test } from './app.ts';
import { dropFiles, expectRunReady } from './steps/import.ts';
import { goTo, press } from './steps/places.ts';
import { parseServer } from './steps/samples.ts';

test('a partial PUT shows who sends what, and leads to each call that proves it', async ({ app: { page } }) => {
  await dropFiles(page, parseServer());
  await expectRunReady(page);
  await goTo(page, 'Inventory');
  const row = page.getByRole('row', { name: /^Broken\. PUT \/parse\/classes\/Settings\/\{id\}.*Partial PUT/ });

  // The peek has the same proof: the rule's own figure, and who sends what.
  await row.getByText('Broken').click();
  await press(page, 'Space');
  const peek = page.getByRole('complementary');
  await expect(peek).toContainText('properties that clients set were left out');
  await expect(peek.getByRole('region', { name: 'Who sends what' })).toContainText('pageSize');
  await press(page, 'Space');
  await row.getByRole('link').click();

  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('6 of 9 PUTs left out pageSize and signature');
  await expect(verdict).toContainText('PUTs that could be followed into a row: left something out that was kept');
  await expect(verdict).toContainText('None of 6');
  const matrix = verdict.getByRole('region', { name: 'Who sends what' });
  await expect(matrix.getByRole('row', { name: /^pageSize never always kept 6×/ })).toBeVisible();
  await expect(verdict.getByRole('region', { name: 'End states', exact: true })).toContainText('empty text');

  const steps = verdict.getByRole('region', { name: 'One request, two end states' }).getByRole('link');
  await expect(steps).toHaveCount(3);
  const request = page.getByRole('article', { name: 'Request' });
  await steps.nth(1).click();
  await expect(steps.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(page).toHaveURL(/\?call=\d+$/);
  await expect(request).toContainText('"pageSize": 21');
  await page.reload();
  await expect(request).toContainText('"pageSize": 21');
});
