import { formatCount, plural } from '../../../shared/text.ts';
import type { Inventory } from '../../../shared/views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { findingLink } from '../../components/finding-link.ts';
import type { TabItem } from '../../components/tab-row.tsx';
import { isOpen, type ListedRow, type Tab } from './listed-row.ts';
import type { ShownInventory } from './use-shown-list.ts';

/** `27 open findings, 6 of them unsure, on 17 of 148 endpoints`. */
export function sentenceOf({ findings, endpoints }: Inventory): string {
  const open = findings.filter(isOpen);
  const all = `${formatCount(endpoints.length)} ${plural(endpoints.length, 'endpoint')}`;
  if (open.length === 0) return `No open finding on ${all}`;
  const unsure = open.filter(({ verdict }) => verdict === 'unsure').length;
  const on = new Set(open.map(({ endpoint }) => endpoint.id)).size;
  const doubts = unsure > 0 ? `, ${formatCount(unsure)} of them unsure` : '';
  return `${formatCount(open.length)} open ${plural(open.length, 'finding')}${doubts}, on ${formatCount(on)} of ${all}`;
}

export const TAB_NAMES: Readonly<Record<Tab, string>> = {
  open: 'Open',
  unsure: 'Unsure',
  exceptions: 'Exceptions',
  verified: 'Verified',
  all: 'All endpoints',
};

export function tabItems({ counts, all, tab }: ShownInventory): TabItem<Tab>[] {
  const item = (id: Tab) => ({ id, label: TAB_NAMES[id], count: formatCount(counts[id]) });
  return [
    item('open'),
    item('unsure'),
    item('exceptions'),
    // Only proof sets it, so the tab comes with the first.
    ...(all.verified.length > 0 || tab === 'verified' ? [item('verified')] : []),
    item('all'),
  ];
}

/** What a row of the tab is. */
export const nounOf = (tab: Tab): string => (tab === 'all' ? 'endpoint' : 'finding');

/** `27 of 409 findings`; with how far it is while bodies are searched. */
export function foundWords({ rows, all, tab, lookingUp }: ShownInventory): string {
  const total = all[tab].length;
  const words = `${formatCount(rows.length)} of ${formatCount(total)} ${plural(total, nounOf(tab))}`;
  return lookingUp === null ? words : `${lookingUp}; ${words} so far`;
}

/** `Runs 1–7`; the history shows the last seven. */
export function runsHeading({ runs }: Inventory): string {
  const ids = runs
    .map((run) => run.id)
    .sort((a, b) => a - b)
    .slice(-7);
  return ids.length > 1 ? `Runs ${ids[0]}–${ids.at(-1)}` : `Run ${ids[0] ?? ''}`;
}

/** To the finding's own page, from any page of the program; null where there is no finding. */
export function markdownLink({ endpoint, finding }: ListedRow, page: string): string | null {
  if (!finding) return null;
  const address = new URL(`/endpoint/${endpoint.id}/${finding.rule}`, page);
  return findingLink(endpoint, finding.rule, String(address));
}

/** Once nothing is compared there are no changes to filter or to group by. */
export const withoutChanges = ({ q, group }: InventorySearch): Pick<InventorySearch, 'q' | 'group'> => ({
  q: q?.replace(/(^|\s)-?change:\S*/g, '').trim() || undefined,
  group: group === 'change' ? undefined : group,
});

/** A click on a heading wins over a `sort:` in the filter. */
export function withoutSort({ q }: InventorySearch): string | undefined {
  return q?.replace(/(^|\s)-?sort:\S*/g, '').trim() || undefined;
}
