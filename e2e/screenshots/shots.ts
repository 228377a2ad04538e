import type { Page } from '@playwright/test';
import { dropFiles, expectRunReady, openSample } from '../steps/import.ts';
import { laterRun } from '../steps/later-runs.ts';
import { goTo, offenderRow, openOffender, openRun, press } from '../steps/places.ts';
import { parseServer } from '../steps/samples.ts';

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

async function searchedBodies(page: Page): Promise<void> {
  await page.goto(new URL('/inventory?tab=all&q=body:"Draft by user"', page.url()).href);
  await page.getByRole('row', { name: /POST \/items\/articles/ }).waitFor();
}

async function savedViews(page: Page): Promise<void> {
  await page.goto(new URL('/inventory?tab=all&q=table:page_hits&group=table', page.url()).href);
  await page.getByRole('row', { name: /^Broken\./ }).waitFor();
  await press(page, 'v');
  await page.getByRole('textbox', { name: 'Name for what is shown now' }).fill('What hits write');
  await press(page, 'Enter');
  await page.getByText('View What hits write saved', { exact: true }).waitFor();
  await press(page, 'v');
  await page.getByRole('button', { name: 'Rename view What hits write' }).waitFor();
}

const OPENAPI = 'openapi: 3.1.0\ninfo: { title: Flows }\npaths:\n  /flows/trigger/{flowId}: {}\n  /nowhere/{id}: {}\n';

async function settingsWith(page: Page, button: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: button }).click();
}

async function readOpenApi(page: Page): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await settingsWith(page, 'Read an OpenAPI file');
  await (await chosen).setFiles({ name: 'flows.yaml', mimeType: 'application/yaml', buffer: Buffer.from(OPENAPI) });
  await page.getByRole('region', { name: 'What follows' }).waitFor();
}

async function changeRoute(page: Page): Promise<void> {
  await openOffender(page);
  await page.getByRole('button', { name: 'Change the route' }).click();
  await page.getByRole('dialog').getByLabel('Template').fill('/flows/{kind}/{flow}');
  await page.getByRole('region', { name: 'What follows' }).waitFor();
}

async function askShipped(page: Page): Promise<void> {
  await inventoryWith(page, 's');
  await page.keyboard.type('Shipped');
  await press(page, 'Enter');
  await page.getByLabel('From which day is the fix live?').fill('2026-11-21');
  await page.getByText('Regressed at once').waitFor();
}

async function acceptTelemetry(page: Page): Promise<void> {
  await inventoryWith(page, 'e', '1');
  await page.keyboard.type('Visits only, nobody sees them.');
  await page.getByText('It is so already').waitFor();
}

async function regressed(page: Page): Promise<void> {
  await askShipped(page);
  await press(page, 'Enter');
  await openOffender(page);
  await page.getByRole('button', { name: 'Change the day it went live' }).scrollIntoViewIfNeeded();
}

async function lookAtClass(page: Page): Promise<void> {
  await goTo(page, 'Tables');
  // On the name: in the middle of a row stand the classes, and a click there sets one.
  await page
    .getByRole('row', { name: /^page_hits\./ })
    .getByText('page_hits', { exact: true })
    .click();
  await press(page, 'ArrowRight');
  await page.getByRole('complementary').getByText('1 verdict would follow').waitFor();
}

const CLASSES = '{"tables": {"page_hits": "telemetry", "heartbeats": "ignored", "shop.*": "domain"}}';

async function readClasses(page: Page): Promise<void> {
  await goTo(page, 'Tables');
  const file = { name: 'classes.json', mimeType: 'application/json', buffer: Buffer.from(CLASSES) };
  await page.getByLabel('File of classes').setInputFiles(file);
  await page
    .getByRole('dialog')
    .getByText(/class(es)? would change/)
    .waitFor();
}

async function overviewOfTwo(page: Page): Promise<void> {
  await goTo(page, 'Runs');
  await dropFiles(page, laterRun({ day: '2027-01-10', uncalled: ['/flows/trigger'], unwritten: ['page_hits'] }));
  await expectRunReady(page, 2);
  await goTo(page, 'Overview');
}

async function comparedEndpoint(page: Page): Promise<void> {
  await openOffender(page);
  await page.getByRole('button', { name: 'Compare runs' }).waitFor();
  await press(page, 'd');
  await page.getByRole('region', { name: 'Run 2 against run 1' }).waitFor();
}

async function openViewMenu(page: Page): Promise<void> {
  await inventoryWith(page);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menu').waitFor();
}

const PARTIAL = /^Broken\. PUT \/parse\/classes\/Settings\/\{id\}.*Partial PUT/;

async function partialPut(page: Page): Promise<void> {
  await dropFiles(page, parseServer());
  await expectRunReady(page);
  await goTo(page, 'Inventory');
  await page.getByRole('row', { name: PARTIAL }).getByText('Broken').click();
  await press(page, 'Space');
  await page.getByRole('region', { name: 'Who sends what' }).waitFor();
}

async function partialPutProof(page: Page): Promise<void> {
  await goTo(page, 'Inventory');
  await page.getByRole('row', { name: PARTIAL }).getByRole('link').click();
  await page.getByRole('region', { name: 'Who sends what' }).waitFor();
}

async function notesEdited(page: Page): Promise<void> {
  await goTo(page, 'Notes');
  await page.getByRole('region', { name: 'Note', exact: true }).getByText('page_hits').first().waitFor();
  await press(page, 'e');
}

/** With the sample run. */
export const FILLED: readonly Shot[] = [
  ...places(''),
  at('inventory-all', '/inventory?tab=all'),
  at('inventory-nothing-matches', '/inventory?q=table:page_hit'),
  { name: 'inventory-peek', open: (page) => inventoryWith(page, 'Space') },
  { name: 'inventory-filter', open: (page) => inventoryWith(page, '/') },
  { name: 'inventory-body', open: searchedBodies },
  { name: 'inventory-selected', open: (page) => inventoryWith(page, 'x') },
  { name: 'inventory-status', open: (page) => inventoryWith(page, 's') },
  { name: 'inventory-owner', open: (page) => inventoryWith(page, 'a') },
  { name: 'inventory-exception', open: (page) => inventoryWith(page, 'e') },
  { name: 'inventory-exception-telemetry', open: acceptTelemetry },
  { name: 'inventory-shipped', open: askShipped },
  { name: 'inventory-views', open: savedViews },
  { name: 'inventory-menu', open: openViewMenu },
  { name: 'inventory-note', open: (page) => inventoryWith(page, 'n') },
  { name: 'jump', open: (page) => inventoryWith(page, 'Control+k') },
  { name: 'keys', open: (page) => inventoryWith(page, '?') },
  { name: 'tables-preview', open: lookAtClass },
  { name: 'tables-file', open: readClasses },
  at('notes-markdown', '/notes?format=md'),
  at('notes-openapi', '/notes?format=openapi'),
  { name: 'notes-edit', open: notesEdited },
  { name: 'endpoint', open: openOffender },
  { name: 'endpoint-route', open: changeRoute },
  {
    name: 'settings-template',
    open: async (page) => {
      await settingsWith(page, 'Add a template');
      await page.getByRole('dialog').getByLabel('Template').fill('/items/{collection}');
      await page.getByRole('region', { name: 'What follows' }).waitFor();
    },
  },
  { name: 'settings-openapi', open: readOpenApi },
  {
    name: 'settings-end',
    open: async (page) => {
      await goTo(page, 'Settings');
      await page.getByText('Decisions without a finding').scrollIntoViewIfNeeded();
    },
  },
  { name: 'run', open: openRun },
  ...['timeline', 'unattributed', 'captures'].map((tab) => at(`run-${tab}`, `/runs/1/${tab}`)),
  // Last: it decides something, which every picture after it would show.
  { name: 'endpoint-regressed', open: regressed },
  { name: 'overview-two-runs', open: overviewOfTwo },
  at('overview-as-tables', '/overview?as=left,calibration'),
  at('runs-two', '/runs'),
  at('runs-compared', '/runs?run=2&vs=1'),
  at('run-changes', '/runs/2/changes'),
  at('two-runs-inventory', '/inventory?tab=all&run=2&vs=1'),
  { name: 'two-runs-endpoint', open: comparedEndpoint },
  { name: 'put-peek', open: partialPut },
  { name: 'put-proof', open: partialPutProof },
];
