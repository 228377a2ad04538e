import { IconUserOff } from '@tabler/icons-react';
import type { FindingRow } from '../../shared/views.ts';
import { ICON } from '../components/icon.ts';
import { Initials } from '../components/initials.tsx';
import { useInventory, useSettings } from '../data/queries.ts';
import { type PickItem, PickList } from './pick-list.tsx';

const NO_ONE = 'no one';

/** Everyone who owns something, and oneself first. */
function usePeople(): string[] {
  const me = useSettings().data?.person;
  const owners = useInventory().data?.findings.flatMap(({ tracking }) => tracking.owner ?? []) ?? [];
  const others = [...new Set(owners)].filter((owner) => owner !== me).sort((a, b) => a.localeCompare(b));
  return me ? [me, ...others] : others;
}

export interface OwnerPanelProps {
  readonly findings: readonly FindingRow[];
  readonly onPick: (owner: string | null) => void;
}

/** People typed before, oneself, no one, or a new name. */
export function OwnerPanel({ findings, onPick }: OwnerPanelProps) {
  const me = useSettings().data?.person;
  const people = usePeople();
  const has = (owner: string | null) => findings.every(({ tracking }) => tracking.owner === owner);
  const toItem = (name: string): PickItem => ({
    id: `person ${name}`,
    label: name,
    glyph: (
      <span aria-hidden="true">
        <Initials name={name} />
      </span>
    ),
    hint: name === me ? 'me' : undefined,
    current: has(name),
  });
  const nobody: PickItem = { id: NO_ONE, label: 'No one', glyph: <IconUserOff {...ICON} />, current: has(null) };
  return (
    <PickList
      label="Owner"
      placeholder="A name…"
      items={[...people.map(toItem), nobody]}
      newItem={(typed) => (people.includes(typed) ? null : { ...toItem(typed), hint: 'new' })}
      onPick={(id) => onPick(id === NO_ONE ? null : id.slice('person '.length))}
      maxLength={120}
    />
  );
}
