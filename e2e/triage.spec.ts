import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { dropFiles, expectRunReady } from './steps/import.ts';
import { goTo, press } from './steps/places.ts';
import { parseServer } from './steps/samples.ts';

const findings = (page: Page) => page.getByRole('row', { name: /^(?:Broken|Unsure)\. / });
const choose = async (page: Page, role: 'menuitemradio' | 'menuitemcheckbox', name: string) => {
  const menu = page.getByRole('button', { name: 'View', exact: true });
  await menu.click();
  await page.getByRole(role, { name, exact: true }).click();
  if (role === 'menuitemcheckbox') await press(page, 'Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
};

test.beforeEach(async ({ app: { page } }) => {
  await dropFiles(page, parseServer());
  await expectRunReady(page);
  await goTo(page, 'Inventory');
  await expect(findings(page).first()).toBeVisible();
});

test('rows stand in groups that fold, and the address keeps which', async ({ app: { page } }) => {
  const all = await findings(page).count();
  await choose(page, 'menuitemradio', 'Rule');
  await expect(page).toHaveURL(/group=rule/);
  const partial = page.getByRole('row', { name: /^Partial PUT/ }).getByRole('button');
  await expect(partial).toHaveAttribute('aria-expanded', 'true');
  await press(page, 'Home', 'c');
  await expect(partial).toHaveAttribute('aria-expanded', 'false');
  expect(await findings(page).count()).toBeLessThan(all);
  await page.reload();
  await expect(page.getByRole('row', { name: /^Partial PUT/ })).toBeVisible();
  await choose(page, 'menuitemradio', 'No groups');
  await expect(page).not.toHaveURL(/group=/);
});

test('columns are left out and rows drawn closer, and a reload keeps both', async ({ app: { page } }) => {
  const owner = page.getByRole('columnheader', { name: 'Owner' });
  await expect(owner).toBeVisible();
  const before = await findings(page).first().boundingBox();
  await choose(page, 'menuitemcheckbox', 'Owner');
  await choose(page, 'menuitemradio', 'Compact rows');
  await page.reload();
  await expect(page).toHaveURL(/hide=owner/);
  await expect(findings(page).first()).toBeVisible();
  await expect(owner).toHaveCount(0);
  const after = await findings(page).first().boundingBox();
  expect(after?.height).toBeLessThan(before?.height ?? 0);
});

test('one decision for a range says how many, and one undo takes all back', async ({ app: { page } }) => {
  await press(page, 'Home', 'Shift+j', 'Shift+j');
  const bar = page.getByRole('region', { name: 'Selected findings' });
  await expect(bar).toContainText('3 selected');
  await press(page, 's');
  await expect(page.getByRole('dialog', { name: 'Status of 3 findings' })).toBeVisible();
  await page.keyboard.type('Triaged');
  await press(page, 'Enter');
  await expect(page.getByText('3 findings: Detected to Triaged').first()).toBeVisible();
  const triaged = findings(page).filter({ hasText: 'Triaged' });
  await expect(triaged).toHaveCount(3);
  await press(page, 'z');
  await expect(triaged).toHaveCount(0);
});

test('u leads from one undecided finding to the next', async ({ app: { page } }) => {
  await press(page, 'Home', 's');
  await page.keyboard.type('Triaged');
  await press(page, 'Enter');
  await expect(findings(page).first()).toContainText('Triaged');
  await press(page, 'u');
  await expect(findings(page).nth(1)).toHaveAttribute('data-cursor', 'true');
});

test('a call leaves as curl, its secrets masked', async ({ app: { page } }) => {
  await findings(page).first().getByRole('link').click();
  await page.getByRole('article', { name: 'Request' }).getByRole('button', { name: 'curl' }).click();
  await expect(page.getByText('Copied as curl, secrets masked').first()).toBeVisible();
  await press(page, '/', 'Control+v');
  const pasted = page.getByRole('textbox', { name: 'Search this call' });
  await expect(pasted).toHaveValue(/^curl -X PUT 'http.*x-parse-session-token: masked·/);
});
