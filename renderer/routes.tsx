import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../app/contract.ts';
import {
  endpointSearch,
  inventorySearch,
  notesSearch,
  overviewSearch,
  parseSearch,
  runSearch,
  runsSearch,
  stringifySearch,
  tablesSearch,
} from './addresses.ts';
import { BrokenPage } from './pages/broken-page.tsx';
import { EndpointPage } from './pages/endpoint/endpoint-page.tsx';
import { ImportPage } from './pages/import/import-page.tsx';
import { InventoryPage } from './pages/inventory/inventory-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { NotesPage } from './pages/notes/notes-page.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';
import { RunPage } from './pages/run/run-page.tsx';
import { RunsPage } from './pages/runs/runs-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { TablesPage } from './pages/tables/tables-page.tsx';
import { Shell } from './shell/shell.tsx';

/** What routes may use before a page shows. */
export interface RouteContext {
  readonly queries: QueryClient;
  readonly api: TRPCOptionsProxy<AppRouter>;
}

const root = createRootRouteWithContext<RouteContext>()({ component: Shell });
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({
  ...at('/'),
  /** The inventory where there is one; else the page that says how to begin. */
  beforeLoad: async ({ context }) => {
    const asked = context.api.hasRuns.queryOptions(undefined, { staleTime: 0 });
    const hasRuns = await context.queries.fetchQuery(asked).catch(() => false);
    throw redirect({ to: hasRuns ? '/inventory' : '/runs', replace: true });
  },
});
const overview = createRoute({ ...at('/overview'), validateSearch: overviewSearch, component: OverviewPage });
const inventory = createRoute({ ...at('/inventory'), validateSearch: inventorySearch, component: InventoryPage });
const endpoint = createRoute({
  ...at('/endpoint/$endpointId/$rule'),
  validateSearch: endpointSearch,
  component: EndpointPage,
});
const tables = createRoute({ ...at('/tables'), validateSearch: tablesSearch, component: TablesPage });
const notes = createRoute({ ...at('/notes'), validateSearch: notesSearch, component: NotesPage });
const runs = createRoute({ ...at('/runs'), validateSearch: runsSearch, component: RunsPage });
const run = createRoute({ ...at('/runs/$id/{-$tab}'), validateSearch: runSearch, component: RunPage });
const oneImport = createRoute({ ...at('/runs/import/$id'), component: ImportPage });
const settings = createRoute({ ...at('/settings'), component: SettingsPage });

const routeTree = root.addChildren([
  home,
  overview,
  inventory,
  endpoint,
  tables,
  notes,
  runs,
  run,
  oneImport,
  settings,
]);

export function createAppRouter(context: RouteContext) {
  return createRouter({
    routeTree,
    context,
    parseSearch,
    stringifySearch,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
