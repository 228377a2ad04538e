import type { z } from 'zod';
import type { ExportedList } from '../shared/export-views.ts';
import type { exportListInput } from '../shared/inputs.ts';
import type { FindingRow, Inventory, InventoryRun } from '../shared/views.ts';
import { ruleTexts } from './audit/judge.ts';
import { exportList } from './export/list.ts';
import type { ListedFinding } from './export/list-input.ts';
import type { Db } from './store/database.ts';
import { readFindingsByKey } from './store/findings.ts';
import { callsToProve } from './store/settings.ts';
import { textsOf } from './views/rule-texts.ts';

/** The rows named, in the order in which they are named, as a file; null: all. */
export function listOf(
  db: Db,
  workspace: string,
  inventory: Inventory,
  { format, of, keys }: z.output<typeof exportListInput>,
): ExportedList {
  const rows = of === 'findings' ? chosen(inventory.findings, keys, ({ key }) => key) : [];
  return exportList(format, {
    of,
    workspace,
    findings: listedFindings(db, rows, inventory.runs),
    endpoints: of === 'endpoints' ? chosen(inventory.endpoints, keys, ({ endpoint }) => String(endpoint.id)) : [],
    rules: ruleTexts(),
    callsToProve: callsToProve(db),
  });
}

/** The rows with these keys, in their order; null: all. */
export function chosen<Row>(
  rows: readonly Row[],
  keys: readonly string[] | null,
  keyOf: (row: Row) => string,
): readonly Row[] {
  if (keys === null) return rows;
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** Findings with what lists tell beyond the inventory's row. */
export function listedFindings(
  db: Db,
  rows: readonly FindingRow[],
  runs: readonly Pick<InventoryRun, 'id' | 'captures'>[],
): ListedFinding[] {
  const stored = readFindingsByKey(
    db,
    rows.map(({ key }) => key),
  );
  const captures = new Map(runs.map((run) => [run.id, run.captures]));
  return rows.map((row) => {
    const seen = row.runs.findLast((cell) => cell.state !== 'not-seen');
    return { ...row, texts: textsOf(row, stored.get(row.key) ?? []), captures: (seen && captures.get(seen.run)) ?? [] };
  });
}
