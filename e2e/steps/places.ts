import { expect, type Locator, type Page } from '@playwright/test';

export type Place = 'Overview' | 'Inventory' | 'Tables' | 'Runs' | 'Notes' | 'Settings';

/** Goes to a page by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place === 'Runs' ? /./ : place })).toBeVisible();
}

/** Opens the first run from the list, and waits for its picture. */
export async function openRun(page: Page): Promise<void> {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: 'Run 1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Run 1' })).toBeVisible();
  await expect(page.locator('svg.recharts-surface').first()).toBeVisible();
}

/** Presses keys one after the other, as a person types them. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The one GET of the sample that writes: it inserts into page_hits on every call. */
export const OFFENDER = '/flows/trigger/{id}';

/** Its row in the inventory, while it is broken. */
export const offenderRow = (page: Page): Locator =>
  page.getByRole('row', { name: /^Broken\. GET \/flows\/trigger\/\{id\}/ });

/** From the inventory to the page with its proof. */
export async function openOffender(page: Page): Promise<void> {
  await goTo(page, 'Inventory');
  await offenderRow(page).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(OFFENDER);
}

/** Types a filter by keys alone, and goes back to the list. */
export async function filterBy(page: Page, text: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Filter' });
  await expect(field).toBeVisible();
  await press(page, '/');
  await expect(field).toBeFocused();
  await page.keyboard.type(`${text} `);
  await press(page, 'Enter');
}
