import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import classes from './tab-row.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** Before the label. */
  readonly glyph?: ReactNode;
  readonly count?: string;
}

export interface TabRowProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** Id of the element the tabs switch. */
  readonly controls: string;
}

/** Tabs by the ARIA pattern: one tab stop, arrows choose at once. */
export function TabRow<Id extends string>({ label, items, chosen, onChoose, controls }: TabRowProps<Id>) {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === chosen);
    const next = (at + by + items.length) % items.length;
    const item = items[next];
    if (item) onChoose(item.id);
    row.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div ref={row} className={classes.row} role="tablist" aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
      {items.map(({ id, label: name, glyph, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className={classes.tab}
          aria-selected={id === chosen}
          aria-controls={controls}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {glyph}
          {name}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </button>
      ))}
    </div>
  );
}
