import type { ClearedFile } from '../shared/export-views.ts';
import type { Overview } from '../shared/overview-views.ts';
import { asksForWork } from '../shared/status-machine.ts';
import type { FindingRow, Inventory } from '../shared/views.ts';
import { VERDICTS } from '../shared/words.ts';
import { clearOfSecrets } from './export/secrets.ts';
import { summaryPage } from './export/summary-page.ts';

/** The overview as a file; nothing that leaves holds a mask. */
export function summaryFile(
  workspace: string,
  overview: Overview,
  { findings }: Inventory,
  generatedMs: number,
): ClearedFile {
  const open = findings.filter(({ verdict, tracking }) => asksForWork(verdict, tracking.status)).sort(bySureness);
  const { text, leftOut } = clearOfSecrets(summaryPage({ workspace, generatedMs, overview, open }));
  return { fileName: 'summary.html', mime: 'text/html', text, leftOut };
}

const bySureness = (a: FindingRow, b: FindingRow): number =>
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.probability - a.probability;
