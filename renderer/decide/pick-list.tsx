import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import classes from './decide.module.css';

export interface PickItem {
  readonly id: string;
  readonly label: string;
  readonly glyph?: ReactNode;
  /** At the right, in pale text. */
  readonly hint?: ReactNode;
  /** Set when it cannot be picked: the reason, shown under it. */
  readonly refused?: string | null;
  /** Checked: what the findings have now. */
  readonly current?: boolean;
}

export interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly items: readonly PickItem[];
  readonly onPick: (id: string) => void;
  /** Makes an item of a text that is none: a new owner. */
  readonly newItem?: (typed: string) => PickItem | null;
  readonly maxLength?: number;
}

/** A list that typed letters narrow; arrows and Enter pick. */
export function PickList({ label, placeholder, items, onPick, newItem, maxLength }: PickListProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const current = useRef<HTMLDivElement>(null);
  const shown = narrowed(items, typed, newItem);
  useEffect(() => {
    if (active >= 0) current.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const pick = (item: PickItem | undefined) => {
    if (item && !item.refused) onPick(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing || (by === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (by === undefined) pick(shown[active]);
    else setActive((active + by + shown.length) % Math.max(1, shown.length));
  };
  return (
    <>
      <input
        className={classes.typed}
        data-autofocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} className={classes.items} role="listbox" aria-label={label}>
        {shown.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          <div
            key={item.id}
            ref={i === active ? current : null}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            aria-disabled={item.refused ? true : undefined}
            className={classes.item}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            {item.glyph}
            <span className={classes.itemLabel}>
              {item.label}
              {item.current && <span className={classes.now}> now</span>}
            </span>
            {item.hint && <span className={classes.hint}>{item.hint}</span>}
            {item.refused && !item.current && <span className={classes.refused}>{item.refused}</span>}
          </div>
        ))}
      </div>
    </>
  );
}

function narrowed(
  items: readonly PickItem[],
  typed: string,
  newItem: ((typed: string) => PickItem | null) | undefined,
): PickItem[] {
  const wanted = typed.trim().toLowerCase();
  const found = items.filter(({ label }) => label.toLowerCase().includes(wanted));
  const added = wanted === '' ? null : newItem?.(typed.trim());
  return added ? [...found, added] : found;
}
