import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, OFFENDER, openOffender, openRun, press } from './steps/places.ts';

test('a person rules a request out and names a background job by keys; both are followed and taken back', async ({
  app: { page },
}) => {
  await openSample(page);
  await openOffender(page);
  await expect(page.getByRole('button', { name: /^Not this request/ })).toBeVisible();
  await press(page, 'r');
  await page.keyboard.type('The cache warmer wrote it');
  await press(page, 'Enter');
  await expect(page.getByText('5 of 6 calls wrote domain rows').first()).toBeVisible();

  await openRun(page);
  const people = page.getByRole('region', { name: 'How sure are the links?' });
  await expect(people).toContainText(`Not GET ${OFFENDER}`);
  await expect(people).toContainText('The cache warmer wrote it');
  await press(page, 'z');
  await expect(people).not.toContainText(`Not GET ${OFFENDER}`);

  await press(page, '3');
  const heartbeats = page.getByRole('listitem').filter({ hasText: 'heartbeats' }).first();
  await heartbeats.getByRole('button').first().click();
  await heartbeats.getByRole('button', { name: /^Name a background job/ }).click();
  await page.keyboard.type('Uptime probe');
  await press(page, 'Enter');
  await expect(heartbeats).toContainText('Uptime probe');

  await press(page, '1');
  await expect(people).toContainText('Uptime probe is a background job: insert public.heartbeats, 5 transactions');
  await people.getByRole('button', { name: /^Take back: Uptime probe/ }).click();
  await expect(people).not.toContainText('Uptime probe');

  await goTo(page, 'Inventory');
  await expect(page.getByText('6 of 6 calls wrote').first()).toBeVisible();
});
