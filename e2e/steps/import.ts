import { expect, type Locator, type Page } from '@playwright/test';
import type { NamedFile } from './samples.ts';

/** Drops files onto the window, as a hand would. */
export async function dropFiles(page: Page, files: readonly NamedFile[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, sent);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await expect(page.getByText('Drop to read')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
}

/** The files on the page of an import; what is announced to screen readers stands elsewhere. */
export const filesList = (page: Page): Locator => page.getByRole('list', { name: 'Files' });

/** The row of one file on the page of an import. */
export const fileRow = (page: Page, name: string): Locator =>
  filesList(page).getByRole('listitem').filter({ hasText: name });

export async function expectRunReady(page: Page, id?: number): Promise<void> {
  const name = id === undefined ? /^Run \d+ is ready$/ : `Run ${id} is ready`;
  // A busy machine may take its time over an import; that is no fault of the product.
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible({ timeout: 60_000 });
}

/** Imports the sample run from the page of an empty workspace, and waits for its verdicts. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample run' }).click();
  await expectRunReady(page);
}
