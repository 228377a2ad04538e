import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconListDetails } from '@tabler/icons-react';
import { ICON } from '../../components/icon.ts';
import { type Preferences, setPreferences, usePreferences } from '../../data/preferences.ts';

const DENSITIES: readonly { readonly value: Preferences['density']; readonly label: string }[] = [
  { value: 'comfortable', label: 'Comfortable rows' },
  { value: 'compact', label: 'Compact rows' },
];

/** How the list is drawn. */
export function ViewMenu() {
  const { density } = usePreferences();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button leftSection={<IconListDetails {...ICON} />} rightSection={<IconChevronDown {...ICON} size={14} />}>
          View
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {DENSITIES.map(({ value, label }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={density === value}
            leftSection={density === value ? <IconCheck {...ICON} /> : <span style={{ width: 16 }} />}
            onClick={() => setPreferences({ density: value })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
