import { expect, test } from './app.ts';

test('opens, answers and opens again', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Endpoint Audit/);
  await expect(app.page.getByRole('main')).toBeVisible();

  const page = await app.restart();
  await expect(page).toHaveTitle(/Endpoint Audit/);
  await expect(page.getByRole('main')).toBeVisible();
});
