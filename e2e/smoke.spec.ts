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

test('nothing from elsewhere may run in the page', async ({ app }) => {
  const policy = await app.page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
});

test('the window opens no other', async ({ app }) => {
  test.skip(app.host !== 'desktop', 'a browser opens what its person allows');
  await expect(app.page.getByRole('main')).toBeVisible();
  expect(await app.page.evaluate(() => window.open('about:blank') === null)).toBe(true);
});

test('the window takes no orders from its page that are not a page’s to give', async ({ app }) => {
  test.skip(app.host !== 'desktop', 'only the window has messages');
  // An engine that was closed would be started again once, not twice.
  for (const _ of [1, 2]) {
    await app.page.goto(new URL('/settings', app.page.url()).href);
    await expect(app.page.getByLabel('Your name')).toBeVisible();
    await app.page.evaluate(() => {
      const { endpointAudit } = globalThis as unknown as { endpointAudit: { send(message: object): void } };
      endpointAudit.send({ type: 'close' });
    });
  }
  await app.page.reload();
  await expect(app.page.getByLabel('Your name')).toBeVisible();
});
