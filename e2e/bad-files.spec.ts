import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, fileRow } from './steps/import.ts';
import { goTo } from './steps/places.ts';
import { cutHar, gatewayLog, har, letter, log } from './steps/samples.ts';

test('a cut HAR asks, and what is whole can be kept', async ({ app: { page } }) => {
  await dropFiles(page, [cutHar(), log()]);
  const cut = fileRow(page, 'cut.har');
  await expect(cut).toContainText('damaged');
  await expect(cut).toContainText(/Stops after \d+ entries/);

  const keep = cut.getByRole('button', { name: /^Keep \d+ entries$/ });
  const kept = /\d+/.exec((await keep.textContent()) ?? '')?.[0];
  await keep.click();
  await expectRunReady(page);
  await expect(cut).toContainText(`${kept} requests`);
});

test('a cut HAR can be left out, and the rest goes on', async ({ app: { page } }) => {
  await dropFiles(page, [cutHar(), log()]);
  const cut = fileRow(page, 'cut.har');
  await cut.getByRole('button', { name: 'Leave the file out' }).click();
  await expectRunReady(page);
  await expect(cut).toContainText('Left out');
  await expect(fileRow(page, 'changes.jsonl.gz')).toContainText('166 transactions');
  await goTo(page, 'Inventory');
  await expect(page.getByRole('main')).toContainText('Nothing to judge yet');
});

test('a file that could be read in two ways asks which', async ({ app: { page } }) => {
  await dropFiles(page, [har(), gatewayLog()]);
  const row = fileRow(page, 'gateway.log');
  await expect(row).toContainText('could be read in 2 ways');
  await row.getByRole('button', { name: 'Read as Envoy access log (JSON)' }).click();
  await expectRunReady(page);
  await expect(row).toContainText('1 request');
});

test('a text is no capture, and the others still count', async ({ app: { page } }) => {
  await dropFiles(page, [letter(), har(), log()]);
  await expectRunReady(page);
  await expect(fileRow(page, 'letter.txt')).toContainText('Not a capture');
  await expect(fileRow(page, 'letter.txt')).toContainText('Left out');
  await expect(fileRow(page, 'requests.har.gz')).toContainText('136 requests');
});

test('a cancelled import leaves nothing', async ({ app }) => {
  const { page } = app;
  // A damaged file waits for an answer, so there is time to cancel.
  await dropFiles(page, [cutHar(), log()]);
  await expect(page.getByRole('heading', { name: 'Waiting for your answer' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await expect(page.getByRole('heading', { name: 'Cancelled' })).toBeVisible();

  for (const place of ['Inventory', 'Tables', 'Notes'] as const) {
    await goTo(page, place);
    await expect(page.getByRole('button', { name: 'Open the sample run' })).toBeVisible();
  }
  const again = await app.restart();
  await expect(again.getByRole('button', { name: 'Open the sample run' })).toBeVisible();
});
