import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyHint } from '../components/key-hint.tsx';
import { entriesOf } from '../components/key-line.tsx';
import type { Layer } from '../keys/registry.ts';
import { useLayers } from '../keys/use-keys.ts';
import classes from './shortcut-sheet.module.css';

interface Group {
  readonly name: string;
  readonly entries: ReturnType<typeof entriesOf>;
}

/** Keys by heading, the page's before those that work everywhere. */
export function groupsOf(layers: readonly Layer[], query: string): Group[] {
  const wanted = query.trim().toLowerCase();
  const names = [
    ...new Set(layers.toSorted((a, b) => Number(a.everywhere) - Number(b.everywhere)).map((l) => l.group)),
  ];
  return names
    .map((name) => {
      const bindings = layers.filter((layer) => layer.group === name).flatMap((layer) => layer.bindings);
      return { name, entries: entriesOf(bindings).filter(({ label }) => label.toLowerCase().includes(wanted)) };
    })
    .filter(({ entries }) => entries.length > 0);
}

/** `?`: all keys, searchable, this page's first. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const groups = groupsOf(useLayers(), query);
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <TextInput
        data-autofocus
        aria-label="Find a key by what it does"
        placeholder="What do you want to do?"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {groups.map(({ name, entries }) => (
        <section key={name}>
          <h3 className={classes.group}>{name}</h3>
          <dl className={classes.list}>
            {entries.map(({ label, keys }) => (
              <div key={keys.join()} className={classes.entry}>
                <dt>{label}</dt>
                <dd className={classes.keys}>
                  {keys.map((key) => (
                    <KeyHint key={key} keys={key} spoken />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {groups.length === 0 && <p>No key does that. Ctrl K finds commands by name.</p>}
    </Modal>
  );
}
