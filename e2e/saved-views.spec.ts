import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { filterBy, goTo, offenderRow, press } from './steps/places.ts';

test('a view is saved, opened, renamed, removed, and each change undone', async ({ app }) => {
  const { page } = app;
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await openSample(page);
  await goTo(page, 'Inventory');
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
  await filterBy(page, 'table:page_hits');
  await expect(offenderRow(page)).toBeVisible();

  // Save, by keys alone.
  await press(page, 'v');
  await expect(dialog.getByRole('textbox', { name: 'Name for what is shown now' })).toBeFocused();
  await page.keyboard.type('Hits');
  await press(page, 'Enter');
  await expect(page.getByText('View Hits saved', { exact: true })).toBeVisible();

  // Elsewhere, and back by Ctrl K.
  await goTo(page, 'Tables');
  await press(page, 'Control+k');
  await page.keyboard.type('Hits');
  const entry = page.getByRole('button', { name: /Hits.*table:page_hits/ });
  await expect(entry).toBeVisible();
  await entry.click();
  await expect(page).toHaveURL(/\/inventory\?.*q=table:page_hits/);
  await expect(page.getByRole('tab', { name: /^All endpoints/ })).toHaveAttribute('aria-selected', 'true');

  // Rename.
  await press(page, 'v');
  await dialog.getByRole('button', { name: 'Rename view Hits' }).click();
  await expect(dialog.getByRole('textbox', { name: 'New name of Hits' })).toBeFocused();
  await page.keyboard.type('Page hits');
  await press(page, 'Enter');
  await expect(dialog.getByRole('button', { name: 'Rename view Page hits' })).toBeVisible();
  await press(page, 'Escape');
  await expect(dialog).toHaveCount(0);

  // Open from the menu after the filter has gone.
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page).not.toHaveURL(/q=/);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Page hits' }).click();
  await expect(page).toHaveURL(/q=table:page_hits/);

  // Remove, and undo both.
  await press(page, 'v');
  await dialog.getByRole('button', { name: 'Remove view Page hits' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(0);
  await press(page, 'Escape');
  await expect(dialog).toHaveCount(0);
  await press(page, 'z');
  await expect(page.getByText('Undone: View Page hits removed').first()).toBeVisible();
  await press(page, 'z');
  await expect(page.getByText('Undone: View Hits is now Page hits').first()).toBeVisible();
  await press(page, 'v');
  await expect(dialog.getByRole('button', { name: 'Hits', exact: true })).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);

  // It stands in the workspace.
  const again = await app.restart();
  await goTo(again, 'Inventory');
  await again.getByRole('button', { name: 'View', exact: true }).click();
  await expect(again.getByRole('menuitemradio', { name: 'Hits' })).toBeVisible();
});
