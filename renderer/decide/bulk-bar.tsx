import { Button } from '@mantine/core';
import { IconCircle, IconMessage, IconShield, IconUser } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { counted } from '../components/format.ts';
import { ICON } from '../components/icon.ts';
import { KeyHint } from '../components/key-hint.tsx';
import classes from './bulk-bar.module.css';
import type { Question } from './use-decisions.tsx';

const ACTIONS: readonly {
  readonly kind: Question;
  readonly name: string;
  readonly keys: string;
  readonly icon: ComponentType<typeof ICON>;
}[] = [
  { kind: 'status', name: 'Status', keys: 's', icon: IconCircle },
  { kind: 'owner', name: 'Owner', keys: 'a', icon: IconUser },
  { kind: 'exception', name: 'Exception', keys: 'e', icon: IconShield },
  { kind: 'note', name: 'Note', keys: 'n', icon: IconMessage },
];

/** From so many on the number stands in the buttons too. */
const MANY = 100;

export interface BulkBarProps {
  readonly selected: number;
  /** Of these, how many the filter hides. */
  readonly hidden: number;
  readonly onAsk: (kind: Question, anchor: Element) => void;
  readonly onClear: () => void;
}

/** What can be done to the selection; floats over the list. */
export function BulkBar({ selected, hidden, onAsk, onClear }: BulkBarProps) {
  return (
    <section className={classes.bar} aria-label="Selected findings">
      <span className={classes.count}>
        {counted(selected, 'selected', 'selected')}
        {hidden > 0 && <span className={classes.hidden}>, {counted(hidden, 'hidden', 'hidden')} by the filter</span>}
      </span>
      {ACTIONS.map(({ kind, name, keys, icon: Icon }) => (
        <Button
          key={kind}
          leftSection={<Icon {...ICON} />}
          rightSection={<KeyHint keys={keys} />}
          onClick={(event) => onAsk(kind, event.currentTarget)}
        >
          {selected > MANY ? `${name} of ${counted(selected, 'finding')}` : name}
        </Button>
      ))}
      <Button variant="subtle" color="gray" rightSection={<KeyHint keys="Esc" />} onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
