import { expect, type Page } from '@playwright/test';

export type Place = 'Inventory' | 'Tables' | 'Runs' | 'Notes' | 'Settings';

/** Goes to a page by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place === 'Runs' ? /./ : place })).toBeVisible();
}

/** Presses keys one after the other, as a person types them. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
