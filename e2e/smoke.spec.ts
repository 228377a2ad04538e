import { expect, test } from './app.ts';

test('opens, answers and opens again', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Endpoint Audit/);
  await expect(app.page.getByRole('main')).toBeVisible();

  const page = await app.restart();
  await expect(page).toHaveTitle(/Endpoint Audit/);
  await expect(page.getByRole('main')).toBeVisible();
});

test('keeps its key out of the address and Node out of the page', async ({ app }) => {
  await expect(app.page.getByRole('main')).toBeVisible();
  expect(app.page.url()).not.toContain('token');
  expect(await app.page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual(
    [],
  );
});

test('a page of its own can be opened by its address', async ({ app }) => {
  await app.page.goto(new URL('/tables', app.page.url()).href);
  await expect(app.page).toHaveTitle(/Tables/);
});
