import type { Page } from '@playwright/test';
import { openSample } from '../steps/import.ts';
import { goTo, offenderRow, openOffender, openRun, press } from '../steps/places.ts';

/** One picture: its file's name and the way to what it shows. */
export interface Shot {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

const at = (name: string, path: string): Shot => ({
  name,
  open: async (page) => void (await page.goto(new URL(path, page.url()).href)),
});

const PLACES = ['Inventory', 'Tables', 'Runs', 'Notes', 'Settings'] as const;
const places = (suffix: string): Shot[] => [
  at(`overview${suffix}`, '/overview'),
  ...PLACES.map((place) => at(`${place.toLowerCase()}${suffix}`, `/${place.toLowerCase()}`)),
];

/** An empty workspace. */
export const EMPTY: readonly Shot[] = [at('start', '/'), ...places('-empty'), at('not-found', '/nowhere')];

/** The page of an import is left for good once another is opened, so it is taken first. */
export const IMPORT: Shot = { name: 'import', open: openSample };

async function inventoryWith(page: Page, ...keys: readonly string[]): Promise<void> {
  await goTo(page, 'Inventory');
  await offenderRow(page).waitFor();
  await press(page, ...keys);
}

/** With the sample run. */
export const FILLED: readonly Shot[] = [
  ...places(''),
  at('inventory-all', '/inventory?tab=all'),
  at('inventory-nothing-matches', '/inventory?q=table:page_hit'),
  { name: 'inventory-peek', open: (page) => inventoryWith(page, 'Space') },
  { name: 'inventory-filter', open: (page) => inventoryWith(page, '/') },
  { name: 'inventory-selected', open: (page) => inventoryWith(page, 'x') },
  { name: 'inventory-status', open: (page) => inventoryWith(page, 's') },
  { name: 'inventory-owner', open: (page) => inventoryWith(page, 'a') },
  { name: 'inventory-exception', open: (page) => inventoryWith(page, 'e') },
  { name: 'inventory-note', open: (page) => inventoryWith(page, 'n') },
  { name: 'jump', open: (page) => inventoryWith(page, 'Control+k') },
  { name: 'keys', open: (page) => inventoryWith(page, '?') },
  { name: 'endpoint', open: openOffender },
  { name: 'run', open: openRun },
  ...['timeline', 'unattributed', 'captures'].map((tab) => at(`run-${tab}`, `/runs/1/${tab}`)),
];
