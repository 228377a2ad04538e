import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, press } from './steps/places.ts';

/** The workspace says of itself that it is large; nobody else can write while the returned connection holds it. */
function hold(workspace: string): DatabaseSync {
  const other = new DatabaseSync(workspace);
  other.exec('UPDATE capture SET records = 100000');
  other.exec('BEGIN IMMEDIATE');
  return other;
}

function release(other: DatabaseSync): void {
  other.exec('ROLLBACK');
  other.close();
}

const renamed = (page: Page) => page.getByRole('row').filter({ hasText: '/flows/{kind}/{flow}' });

test('giving a route of a large workspace says how far it is, and pages are answered meanwhile; so does undo', async ({
  app: { page, workspace },
}) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await openOffender(page);
  const other = hold(workspace);
  await page.getByRole('button', { name: 'Change the route' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Template').fill('/flows/{kind}/{flow}');
  await expect(dialog.getByRole('region', { name: 'What follows' })).toContainText('1 change of routes');
  await press(page, 'Control+Enter');
  await expect(dialog).toContainText(/Judging with these routes: (\d+) of \1 endpoints/);
  await expect(dialog.getByRole('button', { name: /^Use these routes/ })).toBeDisabled();
  release(other);
  await expect(dialog).toHaveCount(0);
  await goTo(page, 'Inventory');
  await expect(renamed(page)).toHaveCount(1);

  const again = hold(workspace);
  await press(page, 'z');
  const notice = page.getByText(/Routes change, judging: (\d+) of \1 endpoints/);
  await expect(notice).toBeVisible();
  await goTo(page, 'Tables');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tables');
  release(again);
  await expect(notice).toHaveCount(0);
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toHaveCount(1);
});

test('removing a run of a large workspace says how far it is', async ({ app: { page, workspace } }) => {
  await openSample(page);
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: 'Run 1' }).first().click();
  const other = hold(workspace);
  await page.getByRole('button', { name: 'Remove this run' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove run 1' }).click();
  await expect(dialog).toContainText(/Judging what is left/);
  release(other);
  await expect(page.getByText('Run 1 is removed.')).toBeVisible();
});
