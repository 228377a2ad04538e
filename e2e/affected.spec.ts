import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { openOffender } from './steps/places.ts';

test('the endpoint page says who is affected, and a user leads to all that they called', async ({ app: { page } }) => {
  await openSample(page);
  await openOffender(page);
  const part = page
    .getByRole('complementary')
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Who is affected' }) });
  await expect(part.getByRole('heading', { name: 'Clients' })).toBeVisible();
  await expect(part.getByRole('heading', { name: /^Users/ })).toBeVisible();
  await expect(part.getByText('No page was named: no Referer, no Origin.')).toBeVisible();
  const user = part.getByRole('link', { name: /^masked·/ }).first();
  await user.click();
  await expect(page).toHaveURL(/\/inventory\?.*q=user:masked/);
  await expect(page.getByRole('row', { name: /GET \/users\/me/ })).toBeVisible();
});
