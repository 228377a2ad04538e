import { z } from 'zod';

/** What stands behind the ? of each page's address. A wrong value is ignored, so that an old link still opens. */

const text = z.string().min(1).optional().catch(undefined);
const number = z.coerce.number().int().positive().optional().catch(undefined);
const oneOf = <Words extends readonly [string, ...string[]]>(words: Words) => z.enum(words).optional().catch(undefined);

export const INVENTORY_TABS = ['open', 'unsure', 'exceptions', 'verified', 'all'] as const;
export const INVENTORY_GROUPS = ['rule', 'route', 'endpoint', 'table', 'owner', 'status', 'change'] as const;
const NOTE_FORMATS = ['md', 'openapi'] as const;
export const NOTE_ORDERS = ['status', 'owner', 'client'] as const;

export const inventorySearch = z.object({
  /** The filter, as typed. */
  q: text,
  tab: oneOf(INVENTORY_TABS),
  /** The finding under the cursor. */
  at: text,
  /** A column, with `-` in front for descending. */
  sort: text,
  group: oneOf(INVENTORY_GROUPS),
  /** Columns that are left out: `rows,runs`. */
  hide: text,
  /** Two runs that are compared in place; `vs` is the earlier one. */
  run: number,
  vs: number,
});
export type InventorySearch = z.output<typeof inventorySearch>;

export const overviewSearch = z.object({
  /** The run that today is compared with; without it the one before the newest. */
  vs: number,
  /** Charts shown as tables, with commas. */
  as: text,
});

export const endpointSearch = z.object({
  /** The call shown: its exchange id. */
  call: number,
  /** Which calls the arrows walk through. */
  show: oneOf(['counted', 'quiet']),
  /** Two runs that are compared; `vs` is the earlier one. */
  run: number,
  vs: number,
});

export type EndpointSearch = z.output<typeof endpointSearch>;

/** Of a run: the first is shown without a name in the address. */
export const RUN_TABS = ['coverage', 'timeline', 'unattributed', 'captures', 'changes'] as const;
export type RunTab = (typeof RUN_TABS)[number];
export const runSearch = z.object({
  /** The picture as a table. */
  as: oneOf(['table']),
  /** The background signature whose transactions are listed, and their page. */
  open: text,
  part: number,
  /** The page of those that could not be told apart. */
  page: number,
  /** The timeline's filter, as typed. */
  q: text,
  /** The timeline: the moment in the middle and the width of what is in view, in microseconds. */
  t: number,
  w: number,
  /** Commits where their log says, though its clock is known to be off. */
  times: oneOf(['recorded']),
  /** What stands together in the timeline; without it clients. */
  lanes: oneOf(['connection']),
  /** The mark that is open: `request-12`, `commit-133`. */
  at: text,
  /** What changed: the earlier run that this one is compared with. */
  vs: number,
});

/** Two runs that are compared; `vs` is the earlier one. */
export const runsSearch = z.object({ run: number, vs: number });

export const tablesSearch = z.object({ q: text, at: text });

export const notesSearch = z.object({ q: text, at: text, format: oneOf(NOTE_FORMATS), by: oneOf(NOTE_ORDERS) });

/** Addresses hold plain words: `?q=status:open&run=7`, not JSON. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  // Colons, slashes and commas are fine in a query and far easier to read unescaped.
  const query = set.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&');
  return query ? `?${query.replace(/%(3A|2F|2C|7B|7D)/g, decodeURIComponent)}` : '';
}
