import { expect, test } from './app.ts';
import { axeIn } from './steps/axe.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { laterRun } from './steps/later-runs.ts';
import { goTo, openOffender, openRun } from './steps/places.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ app: { page } }) => {
    const check = await axeIn(page, colorScheme);
    await check('start');
    for (const place of ['Overview', 'Inventory', 'Tables', 'Notes'] as const) {
      await goTo(page, place);
      await check(`${place}, empty`);
    }
    await openSample(page);
    await check('import');
    for (const place of ['Overview', 'Inventory', 'Tables', 'Runs', 'Notes', 'Settings'] as const) {
      await goTo(page, place);
      await check(place);
    }
    await openRun(page);
    await check('run');
    await page.keyboard.press('2');
    await check('timeline');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Request' })).toContainText('Open the proof');
    await check('timeline, a mark open');
    await page.keyboard.press('3');
    await check('unattributed');
    await openOffender(page);
    await check('endpoint');
  });

  test(`axe finds nothing where two runs are compared, ${colorScheme}`, async ({ app: { page } }) => {
    const check = await axeIn(page, colorScheme);
    await openSample(page);
    await dropFiles(page, laterRun({ day: '2027-01-10', uncalled: ['/flows/trigger'], unwritten: ['page_hits'] }));
    await expectRunReady(page, 2);
    await goTo(page, 'Overview');
    await check('overview, two runs');
    for (const button of await page.getByRole('button', { name: /As a table$/ }).all()) await button.click();
    await check('overview, as tables');
    await goTo(page, 'Runs');
    await expect(page.getByRole('tab', { name: 'Compare two runs' })).toBeVisible();
    await page.keyboard.press('2');
    await expect(page.getByRole('region', { name: 'Not seen' })).toBeVisible();
    await check('runs compared');
    await goTo(page, 'Runs');
    await page.getByRole('link', { name: 'Run 2', exact: true }).click();
    await page.getByRole('tab', { name: 'What changed' }).click();
    await expect(page.getByRole('region', { name: 'Not seen' })).toBeVisible();
    await check('what changed');
  });
}
