import { useEffect, useRef } from 'react';
import { count } from '../components/format.ts';
import classes from './filter-box.module.css';
import type { Suggestion } from './filter-suggest.ts';

export interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Position of the one that Enter takes; -1: none. */
  readonly active: number;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** Filters or values, with the number of rows each would leave. The focus stays in the field. */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) current.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className={classes.list} id={id} role="listbox" tabIndex={-1} aria-label="Filters">
      {suggestions.map((suggestion, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
        <div
          key={suggestion.term}
          ref={i === active ? current : null}
          id={`${id}-${i}`}
          role="option"
          // The field keeps the focus: an option is only ever the active one.
          tabIndex={-1}
          aria-selected={i === active}
          className={classes.option}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span className={classes.term}>{suggestion.term}</span>
          <span className={classes.about}>{suggestion.about}</span>
          {suggestion.count !== null && <span className={classes.count}>{count(suggestion.count)}</span>}
        </div>
      ))}
    </div>
  );
}
