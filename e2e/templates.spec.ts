import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { decide } from './steps/decide.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, press } from './steps/places.ts';

const renamed = (page: Page) => page.getByRole('row').filter({ hasText: '/flows/{kind}/{flow}' });

test('a route that a person writes takes decisions along, and undo brings both back', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await decide(page, 's', 'Planned');
  await openOffender(page);
  await page.getByRole('button', { name: 'Change the route' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Template').fill('/flows/{kind}/{kind}');
  await expect(dialog).toContainText('{kind} stands in it twice');
  await expect(dialog.getByRole('button', { name: /^Use these routes/ })).toBeDisabled();
  await dialog.getByLabel('Template').fill('/flows/{kind}/{flow}');
  await expect(dialog.getByRole('region', { name: 'What follows' })).toContainText('decided of 1 finding goes along');
  await press(page, 'Control+Enter');
  await expect(dialog).toHaveCount(0);

  await goTo(page, 'Inventory');
  await expect(renamed(page)).toContainText('Planned');
  await press(page, 'z');
  await expect(offenderRow(page)).toContainText('Planned');
  await expect(renamed(page)).toHaveCount(0);
});

test('templates stand in Settings, and an OpenAPI file gives many', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Add a template' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Template').fill('/items/{collection}');
  await expect(dialog.getByRole('region', { name: 'What follows' })).toContainText('GET /items/{collection}');
  await press(page, 'Control+Enter');
  const list = page.getByRole('list', { name: 'Route templates' });
  await expect(list).toContainText('/items/{collection}');

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Read an OpenAPI file' }).click(),
  ]);
  const text = 'openapi: 3.1.0\ninfo: { title: Flows }\npaths:\n  /flows/trigger/{flowId}: {}\n  /nowhere/{id}: {}\n';
  await chooser.setFiles({ name: 'flows.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect(dialog).toContainText('1 template takes no path seen so far');
  await dialog.getByRole('button', { name: /^Use 2 routes/ }).click();
  await expect(list).toContainText('flows.yaml');
  await goTo(page, 'Inventory');
  await expect(page.getByRole('main')).toContainText('/flows/trigger/{flowId}');
  await press(page, 'z', 'z');
  await goTo(page, 'Settings');
  await expect(list).toHaveCount(0);
});
