import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** What axe finds on the page as it is now, by rule and element. */
async function findings(page: Page): Promise<string[]> {
  // The other mode opens a second page, which the desktop does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/** Shows the page in one theme, and gives the check that axe finds nothing in what is to be seen. */
export async function axeIn(page: Page, colorScheme: 'light' | 'dark'): Promise<(name: string) => Promise<void>> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  // What axe sees while colours change over is neither theme: only a finding that stays is one.
  return (name) =>
    test.step(name, () => expect.poll(() => findings(page), { message: name, timeout: 60_000 }).toEqual([]));
}
