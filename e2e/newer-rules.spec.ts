import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow } from './steps/places.ts';

test('older verdicts are shown, and said to be, until newer rules have judged', async ({ app }) => {
  await openSample(app.page);
  await goTo(app.page, 'Inventory');
  // As an earlier version left it: run 1 is to be judged again, and a finding counts what no rule counts any more.
  const other = new DatabaseSync(app.workspace);
  other.exec(`INSERT INTO setting (key, value) VALUES ('to-judge', '[1]') ON CONFLICT DO UPDATE SET value = '[1]';
    UPDATE finding SET judgement = json_set(judgement, '$.proof.wrote', 5)
    WHERE key LIKE 'safe-method-writes GET %/flows/trigger/{}'`);
  // What is judged again cannot be kept while this holds.
  other.exec('BEGIN IMMEDIATE');
  const page = await app.restart();
  const notice = page
    .getByRole('paragraph')
    .filter({ hasText: 'Rules have changed since this workspace was last judged' });
  await expect(notice).toContainText('until then the older verdicts are shown');
  await expect(notice).toContainText(/judging again, \d+ of 38 endpoints/);
  await expect(page.getByRole('status').filter({ hasText: /judging again/i }), 'readers hear it').toHaveCount(1);
  await expect(offenderRow(page)).toContainText('5 of 6 calls wrote');
  other.exec('ROLLBACK');
  other.close();
  await expect(notice).toHaveCount(0);
  await expect(offenderRow(page)).toContainText('6 of 6 calls wrote');
});
