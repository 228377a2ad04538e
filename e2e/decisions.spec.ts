import { expect, test } from './app.ts';
import { decide } from './steps/decide.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, press } from './steps/places.ts';

test('status, owner and note are kept, shown with their history, and undone', async ({ app }) => {
  let { page } = app;
  await openSample(page);
  await goTo(page, 'Inventory');
  await decide(page, 's', 'Planned');
  await decide(page, 'a', 'M. Keller');
  await decide(page, 'n', 'Ask the kiosk team first.');
  await expect(offenderRow(page)).toContainText('Planned');

  await test.step('the proof page tells the history', async () => {
    await openOffender(page);
    await expect(page.getByRole('main')).toContainText('Detected to Planned');
    await expect(page.getByRole('main')).toContainText('M. Keller');
    await expect(page.getByRole('main')).toContainText('Ask the kiosk team first.');
  });

  await test.step('a restart forgets nothing', async () => {
    page = await app.restart();
    await expect(offenderRow(page)).toContainText('Planned');
    await openOffender(page);
    await expect(page.getByRole('main')).toContainText('Ask the kiosk team first.');
    await expect(page.getByRole('main')).toContainText('6 of 6 calls wrote domain rows.');
  });

  await test.step('each undo takes one decision back', async () => {
    await goTo(page, 'Inventory');
    await expect(offenderRow(page)).toContainText('note');
    await press(page, 'z');
    await expect(offenderRow(page)).not.toContainText('note');
    await press(page, 'z');
    await expect(offenderRow(page)).not.toContainText('M. Keller');
    await press(page, 'z');
    await expect(offenderRow(page)).toContainText('Detected');
  });
});

test('an exception needs a reason, and can be taken back', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
  await press(page, 'e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('6 of 6 calls wrote');
  const words = dialog.getByRole('textbox').first();
  const accept = dialog.getByRole('button', { name: /^Accept/ });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await words.fill('The kiosk cannot be updated yet.');
  await expect(accept).toBeDisabled();
  await dialog.getByRole('radio').first().focus();
  await press(page, '3');
  await expect(words).toBeFocused();
  await expect(accept).toBeEnabled();
  await press(page, 'Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(offenderRow(page)).toHaveCount(0);

  await page.getByRole('tab', { name: /^Exceptions/ }).click();
  await expect(offenderRow(page)).toContainText('Exception');
  await expect(page.getByRole('alert').getByRole('button', { name: 'Undo' })).toBeVisible();
  await press(page, 'z');
  await page.getByRole('tab', { name: /^Open/ }).click();
  await expect(offenderRow(page)).toContainText('Detected');
});

test('a note that was begun survives Esc', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
  await press(page, 'n');
  const note = page.getByRole('dialog').getByRole('textbox');
  await note.fill('Ask the kiosk team first.');
  await press(page, 'Escape');
  await expect(note).toHaveCount(0);
  await press(page, 'n');
  await expect(note).toHaveValue('Ask the kiosk team first.');
});
