import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, openOffender, openRun, press } from './steps/places.ts';

test.slow();

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on what decides, ${colorScheme}`, async ({ app: { page } }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = (name: string) =>
      test.step(name, () => expect.poll(() => findings(page), { message: name, timeout: 60_000 }).toEqual([]));
    const shut = async () => {
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await openSample(page);
    await goTo(page, 'Inventory');
    await expect(offenderRow(page)).toBeVisible();
    await press(page, 's');
    await page.keyboard.type('Shipped');
    await press(page, 'Enter');
    await page.getByLabel('From which day is the fix live?').fill('2026-11-21');
    await expect(page.getByRole('dialog')).toContainText('Regressed at once');
    await check('the live date');
    await shut();
    await press(page, 'e', '1');
    await expect(page.getByRole('dialog')).toContainText('It is so already');
    await check('an exception');
    await shut();
    await openOffender(page);
    await page.getByRole('button', { name: 'Change the route' }).click();
    await page.getByRole('dialog').getByLabel('Template').fill('/flows/{kind}/{flow}');
    await expect(page.getByRole('region', { name: 'What follows' })).toBeVisible();
    await check('a route');
    await shut();
    await openRun(page);
    await page.getByRole('button', { name: 'Remove this run' }).click();
    await expect(page.getByRole('dialog')).toContainText('Decisions stay.');
    await check('removing a run');
    await shut();
    await goTo(page, 'Settings');
    await page.getByLabel('A link counts from').fill('0.8');
    await expect(page.getByRole('main')).toContainText('more than one may be wrong');
    await check('settings, a link counts earlier');
  });
}
