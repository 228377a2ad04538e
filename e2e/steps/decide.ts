import { expect, type Page } from '@playwright/test';
import { press } from './places.ts';

/** Status, owner or note of the row under the cursor, by the keys of the inventory. */
export async function decide(page: Page, key: 's' | 'a' | 'n', typed: string): Promise<void> {
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await press(page, key);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(typed);
  await press(page, key === 'n' ? 'Control+Enter' : 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
