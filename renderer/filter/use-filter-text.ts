import { useState } from 'react';
import { parseFilter, replaceTerm, type Term } from '../../shared/filter-language.ts';
import { draftTerm } from './filter-suggest.ts';

export interface FilterText {
  /** Terms that are done. */
  readonly chips: readonly Term[];
  /** What stands in the field behind them. */
  readonly draft: string;
  /** Chips and draft; a space at the end means that the last term is done. */
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly setDraft: (draft: string) => void;
  readonly remove: (term: Term) => void;
  /** Turns the last chip back into text. */
  readonly reopen: () => void;
}

const done = (value: string) => (value ? `${value} ` : '');

/** The filter as it is typed. What comes from outside (the address, another key) is all chips. */
export function useFilterText(value: string, onChange: (value: string) => void): FilterText {
  const [typed, setTyped] = useState(() => done(value));
  const text = typed.trim() === value ? typed : done(value);
  const open = draftTerm(text);
  const before = open ? text.slice(0, open.start) : text;
  const chips = parseFilter(before);
  const setText = (next: string) => {
    setTyped(next);
    if (next.trim() !== value) onChange(next.trim());
  };
  return {
    chips,
    draft: open?.text ?? '',
    text,
    setText,
    setDraft: (draft) => setText(before + draft),
    remove: (term) => setText(`${replaceTerm(text, term, '')} `.trimStart()),
    reopen: () => setText(text.trimEnd()),
  };
}
