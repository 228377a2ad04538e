import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { openOffender, press } from './steps/places.ts';

test('the proof shows the call, the rows it wrote, and why they belong together', async ({ app: { page } }) => {
  await openSample(page);
  await openOffender(page);
  const main = page.getByRole('main');
  await expect(main).toContainText('6 of 6 calls wrote domain rows.');
  // The request and its answer, which is the id of the row it inserted.
  await expect(main).toContainText('/flows/trigger/');
  // The row after it, with the columns of page_hits.
  await expect(main).toContainText('page_hits');
  await expect(main).toContainText('directus_activity');
  await expect(main.getByRole('columnheader', { name: /after/i }).first()).toBeVisible();
  // Why this link.
  await expect(main).toContainText(/very likely|certain/i);

  const first = page.url();
  await press(page, ']');
  await expect(page).not.toHaveURL(first);
  await expect(main).toContainText('page_hits');
});
