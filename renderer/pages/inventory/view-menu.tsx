import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedView } from '../../../shared/settings-views.ts';
import { INVENTORY_GROUPS, type InventorySearch } from '../../addresses.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { type Preferences, setPreferences, usePreferences } from '../../data/preferences.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { OPTIONAL_COLUMNS, parseHidden, toggleHidden } from './list-columns.ts';
import { GROUP_LABELS } from './list-groups.ts';
import { SaveView } from './save-view.tsx';
import { groupOf } from './shown-list.ts';
import { addressOfView, searchOfView, useSavedViews } from './use-saved-views.ts';

const DENSITIES: readonly { readonly value: Preferences['density']; readonly label: string }[] = [
  { value: 'comfortable', label: 'Comfortable rows' },
  { value: 'compact', label: 'Compact rows' },
];

export interface ViewMenuProps {
  readonly search: InventorySearch;
  readonly onChange: (change: Partial<InventorySearch>) => void;
}

const CHECK = <IconCheck {...ICON} />;

function DensityPart() {
  const { density } = usePreferences();
  return (
    <Menu.RadioGroup
      value={density}
      onChange={(value) => setPreferences({ density: value === 'compact' ? 'compact' : 'comfortable' })}
    >
      {DENSITIES.map(({ value, label }) => (
        <Menu.RadioItem key={value} value={value} checkIcon={CHECK} closeMenuOnClick>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Stands for no groups, which has no word in the address. */
const NO_GROUPS = 'none';

function GroupPart({ search, onChange }: ViewMenuProps) {
  const offered = INVENTORY_GROUPS.filter((value) => value !== 'change' || search.vs !== undefined);
  return (
    <Menu.RadioGroup
      value={groupOf(search) ?? NO_GROUPS}
      onChange={(chosen) => onChange({ group: offered.find((value) => value === chosen) })}
    >
      <Menu.RadioItem value={NO_GROUPS} checkIcon={CHECK} closeMenuOnClick>
        No groups
      </Menu.RadioItem>
      {offered.map((value) => (
        <Menu.RadioItem key={value} value={value} checkIcon={CHECK} closeMenuOnClick>
          {GROUP_LABELS[value]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Stays open: whoever leaves out one column often leaves out another. */
function ColumnsPart({ search, onChange }: ViewMenuProps) {
  const hidden = parseHidden(search.hide);
  return OPTIONAL_COLUMNS.map(({ id, name }) => (
    <Menu.CheckboxItem
      key={id}
      checked={!hidden.includes(id)}
      checkIcon={CHECK}
      onChange={() => onChange({ hide: toggleHidden(search.hide, id) })}
    >
      {name}
    </Menu.CheckboxItem>
  ));
}

/** Everything of the address, also what a view leaves as by default. */
const NOTHING_CHOSEN = {
  q: undefined,
  tab: undefined,
  sort: undefined,
  group: undefined,
  hide: undefined,
  run: undefined,
  vs: undefined,
};

/** How the list is drawn: density, groups, columns, and views with a name. */
export function ViewMenu({ search, onChange }: ViewMenuProps) {
  const saved = useSavedViews();
  const [saving, setSaving] = useState(false);
  const shown = addressOfView(search);
  const open = (view: SavedView) => onChange({ ...NOTHING_CHOSEN, ...searchOfView(view) });
  useKeys([{ keys: 'v', label: 'saved views', run: () => setSaving(true), line: false }]);
  return (
    <>
      <Menu position="bottom-end" width={248}>
        <Menu.Target>
          <Button leftSection={<IconListDetails {...ICON} />} rightSection={<IconChevronDown {...ICON} size={14} />}>
            View
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="min(640px, calc(100vh - 190px))" style={{ overflowY: 'auto' }}>
          <Menu.Label>Views</Menu.Label>
          {saved.views.map((view) => (
            <Menu.RadioItem
              key={view.name}
              value={view.name}
              checked={view.address === shown}
              checkIcon={CHECK}
              closeMenuOnClick
              onChange={() => open(view)}
            >
              {view.name}
            </Menu.RadioItem>
          ))}
          <Menu.Item rightSection={<KeyHint keys="v" />} onClick={() => setSaving(true)}>
            Save, rename, remove…
          </Menu.Item>
          <Menu.Label>Group by</Menu.Label>
          <GroupPart search={search} onChange={onChange} />
          <Menu.Label>Columns</Menu.Label>
          <ColumnsPart search={search} onChange={onChange} />
          <Menu.Label>Density</Menu.Label>
          <DensityPart />
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveView saved={saved} search={search} onOpen={open} onClose={() => setSaving(false)} />}
    </>
  );
}
