import { TextInput } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { entriesOf } from '../components/key-line.tsx';
import { shownFields, subscribeFields } from '../filter/shown-language.ts';
import type { Layer } from '../keys/registry.ts';
import { useLayers } from '../keys/use-keys.ts';
import classes from './shortcut-sheet.module.css';

interface Group {
  readonly name: string;
  readonly entries: ReturnType<typeof entriesOf>;
}

/** Keys by heading, the page's before those that work everywhere. */
function groupsOf(layers: readonly Layer[], query: string): Group[] {
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

/** How terms are put together, the same on every page. */
const SYNTAX: readonly (readonly [string, string])[] = [
  ['a b', 'both'],
  ['status:planned,shipped', 'one of them'],
  ['-owner:me', 'not'],
  ['"two words"', 'spaces in a value'],
  ['route:/api/*', 'anything'],
  ['calls:>100, share:20..50', 'numbers'],
];

/** The terms that the filter of this page understands. */
function FilterTerms({ query }: { query: string }) {
  const fields = useSyncExternalStore(subscribeFields, shownFields);
  const wanted = query.trim().toLowerCase();
  const terms = fields.map(({ name, about }) => [`${name}:`, about] as const);
  const found = [...(fields.length > 0 ? SYNTAX : []), ...terms].filter((pair) =>
    pair.join(' ').toLowerCase().includes(wanted),
  );
  if (found.length === 0) return null;
  return (
    <section>
      <h3 className={classes.group}>In the filter</h3>
      <dl className={classes.terms}>
        {found.map(([term, about]) => (
          <div key={term} className={classes.term}>
            <dt>{term}</dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `?`: all keys, searchable, this page's first; and what its filter understands. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const groups = groupsOf(useLayers(), query);
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys" size={560}>
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
      <FilterTerms query={query} />
      {groups.length === 0 && <p>No key does that. Ctrl K finds commands by name.</p>}
    </Dialog>
  );
}
