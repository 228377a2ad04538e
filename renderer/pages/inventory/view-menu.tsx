import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown, IconListDetails } from '@tabler/icons-react';
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

interface ChoiceProps {
  readonly label: string;
  readonly chosen: boolean;
  readonly role: 'menuitemradio' | 'menuitemcheckbox';
  readonly onChoose: () => void;
}

function Choice({ label, chosen, role, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      role={role}
      aria-checked={chosen}
      closeMenuOnClick={role === 'menuitemradio'}
      leftSection={chosen ? <IconCheck {...ICON} /> : <span style={{ width: 16 }} />}
      onClick={onChoose}
    >
      {label}
    </Menu.Item>
  );
}

function DensityPart() {
  const { density } = usePreferences();
  return DENSITIES.map(({ value, label }) => (
    <Choice
      key={value}
      role="menuitemradio"
      label={label}
      chosen={density === value}
      onChoose={() => setPreferences({ density: value })}
    />
  ));
}

function GroupPart({ search, onChange }: ViewMenuProps) {
  const group = (value: InventorySearch['group'], label: string) => (
    <Choice
      key={label}
      role="menuitemradio"
      label={label}
      chosen={groupOf(search) === value}
      onChoose={() => onChange({ group: value })}
    />
  );
  const offered = INVENTORY_GROUPS.filter((value) => value !== 'change' || search.vs !== undefined);
  return [group(undefined, 'No groups'), ...offered.map((value) => group(value, GROUP_LABELS[value]))];
}

function ColumnsPart({ search, onChange }: ViewMenuProps) {
  const hidden = parseHidden(search.hide);
  return OPTIONAL_COLUMNS.map(({ id, name }) => (
    <Choice
      key={id}
      role="menuitemcheckbox"
      label={name}
      chosen={!hidden.includes(id)}
      onChoose={() => onChange({ hide: toggleHidden(search.hide, id) })}
    />
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
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button leftSection={<IconListDetails {...ICON} />} rightSection={<IconChevronDown {...ICON} size={14} />}>
            View
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="min(640px, calc(100vh - 190px))" style={{ overflowY: 'auto' }}>
          <Menu.Label>Views</Menu.Label>
          {saved.views.map((view) => (
            <Menu.Item
              key={view.name}
              leftSection={view.address === shown ? <IconCheck {...ICON} /> : <IconBookmark {...ICON} />}
              onClick={() => open(view)}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<span style={{ width: 16 }} />}
            rightSection={<KeyHint keys="v" />}
            onClick={() => setSaving(true)}
          >
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
