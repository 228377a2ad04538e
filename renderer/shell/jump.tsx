import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconBookmark,
  IconCommand,
  IconFilter,
  IconGitFork,
  IconSearch,
  IconSettings,
  IconTable,
  IconUser,
  IconWorld,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { writeTerm } from '../../shared/filter-language.ts';
import type { TableRow } from '../../shared/table-views.ts';
import { VERDICT_LABELS } from '../../shared/text.ts';
import type { EndpointRow, FindingRow } from '../../shared/views.ts';
import { inventorySearch, parseSearch } from '../addresses.ts';
import { counted } from '../components/format.ts';
import { ICON } from '../components/icon.ts';
import { grouped } from '../data/grouped.ts';
import { useImporting } from '../data/importing.tsx';
import { setPreferences, usePreferences } from '../data/preferences.ts';
import { useInventory, useRuns, useSettings, useTables } from '../data/queries.ts';
import { useUndo } from '../data/use-undo.ts';
import { recentFilters } from '../filter/recent-filters.ts';
import classes from './jump.module.css';
import { filterJumps } from './jump-filter.ts';
import { PLACES } from './places.ts';

function usePlaces(): SpotlightActionData[] {
  const navigate = useNavigate();
  const places = PLACES.map(({ to, name, icon: Icon }) => ({
    id: `page ${to}`,
    label: name,
    leftSection: <Icon {...ICON} />,
    onClick: () => void navigate({ to }),
  }));
  const settings = { id: 'page /settings', label: 'Settings', leftSection: <IconSettings {...ICON} /> };
  return [...places, { ...settings, onClick: () => void navigate({ to: '/settings' }) }];
}

function useCommands(onShortcuts: () => void): SpotlightActionData[] {
  const { chooseFiles, openSample } = useImporting();
  const { undo, redo } = useUndo();
  const { setColorScheme } = useMantineColorScheme();
  const { density } = usePreferences();
  const other = density === 'compact' ? 'comfortable' : 'compact';
  const theme = (name: string, scheme: MantineColorScheme) => [name, () => setColorScheme(scheme)] as const;
  const commands: (readonly [string, () => void])[] = [
    ['Choose files to import', chooseFiles],
    ['Open the sample run', openSample],
    ['Undo', undo],
    ['Redo', redo],
    ['Show all keys', onShortcuts],
    theme('Theme: light', 'light'),
    theme('Theme: dark', 'dark'),
    theme('Theme: as the system', 'auto'),
    [`Rows: ${other}`, () => setPreferences({ density: other })],
  ];
  return commands.map(([label, onClick]) => ({ id: label, label, onClick, leftSection: <IconCommand {...ICON} /> }));
}

const GLOBE = <IconWorld {...ICON} />;

const endpointAction = (
  { endpoint, verdict }: EndpointRow,
  navigate: ReturnType<typeof useNavigate>,
): SpotlightActionData => ({
  id: `endpoint ${endpoint.id}`,
  label: `${endpoint.method} ${endpoint.route}`,
  description: `${endpoint.origin}, ${VERDICT_LABELS[verdict]}`,
  leftSection: GLOBE,
  onClick: () =>
    void navigate({
      to: '/endpoint/$endpointId/$rule',
      params: { endpointId: String(endpoint.id), rule: 'safe-method-writes' },
    }),
});

function useEndpoints(rows: readonly EndpointRow[]): SpotlightActionData[] {
  const navigate = useNavigate();
  // The same lines for the same rows: of each it is remembered what it is found by.
  return useMemo(() => rows.map((row) => endpointAction(row, navigate)), [rows, navigate]);
}

function useTableActions(rows: readonly TableRow[]): SpotlightActionData[] {
  const navigate = useNavigate();
  return rows.map(({ table, class: tableClass }) => ({
    id: `table ${table}`,
    label: table,
    description: tableClass,
    leftSection: <IconTable {...ICON} />,
    onClick: () => void navigate({ to: '/tables', search: { at: table } }),
  }));
}

function useRunActions(enabled: boolean): SpotlightActionData[] {
  const navigate = useNavigate();
  return (useRuns(enabled).data ?? []).map(({ id, captures, exchanges }) => ({
    id: `run ${id}`,
    label: `Run ${id}`,
    description: `${captures.map(({ name }) => name).join(', ')}; ${counted(exchanges, 'request')}`,
    leftSection: <IconGitFork {...ICON} />,
    onClick: () => void navigate({ to: '/runs/$id/{-$tab}', params: { id: String(id) } }),
  }));
}

/** People by what they own: their findings are where they lead. */
function usePeople(rows: readonly FindingRow[]): SpotlightActionData[] {
  const navigate = useNavigate();
  const owned = grouped(rows, ({ tracking }) => tracking.owner);
  return [...owned].flatMap(([owner, own]) =>
    owner === null
      ? []
      : [
          {
            id: `person ${owner}`,
            label: owner,
            description: `owns ${counted(own.length, 'finding')}`,
            leftSection: <IconUser {...ICON} />,
            onClick: () => void navigate({ to: '/inventory', search: { tab: 'all', q: writeTerm('owner', owner) } }),
          },
        ],
  );
}

function useViews(): SpotlightActionData[] {
  const navigate = useNavigate();
  return (useSettings().data?.views ?? []).map(({ name, address }) => ({
    id: `view ${name}`,
    label: name,
    description: inventorySearch.parse(parseSearch(address)).q ?? 'Without a filter',
    leftSection: <IconBookmark {...ICON} />,
    onClick: () => void navigate({ to: '/inventory', search: inventorySearch.parse(parseSearch(address)) }),
  }));
}

function useRecentFilters(): SpotlightActionData[] {
  const navigate = useNavigate();
  return recentFilters().map((text) => ({
    id: `filter ${text}`,
    label: text,
    leftSection: <IconFilter {...ICON} />,
    onClick: () => void navigate({ to: '/inventory', search: { q: text } }),
  }));
}

const NOTHING = { endpoints: [], findings: [] };

/** Ctrl K: every page, view, endpoint, table, run, person, command and recent filter by name. */
export function Jump({ onShortcuts }: { onShortcuts: () => void }) {
  const [open, setOpen] = useState(false);
  const { data: inventory } = useInventory(open);
  // Thousands of lines are only made while they may be looked for.
  const { endpoints, findings } = (open && inventory) || NOTHING;
  const groups: SpotlightActionGroupData[] = [
    { group: 'Pages', actions: usePlaces() },
    { group: 'Commands', actions: useCommands(onShortcuts) },
    { group: 'Views of the inventory', actions: useViews() },
    { group: 'Recent filters', actions: useRecentFilters() },
    { group: 'People', actions: usePeople(findings) },
    { group: 'Runs', actions: useRunActions(open) },
    { group: 'Endpoints', actions: useEndpoints(endpoints) },
    { group: 'Tables', actions: useTableActions(useTables(open).data ?? []) },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      limit={40}
      filter={filterJumps}
      scrollable
      classNames={{ search: classes.search ?? '', actionsGroup: classes.group ?? '' }}
      attributes={{ content: { 'aria-label': 'Jump to anything' } }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      // There and gone at once: keys pressed meanwhile would be lost.
      transitionProps={{ duration: 0 }}
      maxHeight={420}
      highlightQuery
      nothingFound="Nothing of that name."
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      searchProps={{
        leftSection: <IconSearch {...ICON} />,
        placeholder: 'A page, endpoint, table, run, person, filter or command',
        'aria-label': 'Jump to',
      }}
    />
  );
}
