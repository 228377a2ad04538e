import type { ReactNode } from 'react';
import type { Binding, Layer } from '../keys/registry.ts';
import { useLayers } from '../keys/use-keys.ts';
import { KeyHint } from './key-hint.tsx';
import classes from './key-line.module.css';

interface Entry {
  readonly label: string;
  readonly keys: readonly string[];
}

/** Neighbours with one label become one entry: `j k move`. */
export function entriesOf(bindings: readonly Binding[]): Entry[] {
  const entries: Entry[] = [];
  for (const { keys, label } of bindings) {
    const last = entries.at(-1);
    if (last?.label === label) entries[entries.length - 1] = { label, keys: [...last.keys, keys] };
    else entries.push({ label, keys: [keys] });
  }
  return entries;
}

function shownIn(layers: readonly Layer[]): Binding[] {
  return layers
    .filter((layer) => !layer.inDialog)
    .toSorted((a, b) => Number(a.everywhere) - Number(b.everywhere))
    .flatMap((layer) => layer.bindings)
    .filter((binding) => binding.when !== false && binding.line !== false)
    .toSorted((a, b) => Number(a.late ?? false) - Number(b.late ?? false));
}

export interface KeyLineProps {
  /** `3 of 27`. */
  readonly status?: ReactNode;
  /** On the right: counts, times, a legend. */
  readonly end?: ReactNode;
}

/** The last line of a page: where one stands, and the keys that work now. */
export function KeyLine({ status, end }: KeyLineProps) {
  const layers = useLayers();
  return (
    <footer className={classes.line}>
      {status && <span className={classes.status}>{status}</span>}
      <ul className={classes.keys} aria-label="Keys that work now">
        {entriesOf(shownIn(layers)).map((entry) => (
          <li key={entry.keys.join()} className={classes.entry}>
            {entry.keys.map((keys) => (
              <KeyHint key={keys} keys={keys} />
            ))}
            <span>{entry.label}</span>
          </li>
        ))}
      </ul>
      {end && <span className={classes.end}>{end}</span>}
    </footer>
  );
}
