import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { replaceTerm, type Term } from '../../shared/filter-language.ts';
import { compileFilter, type FilterLanguage, type FilterProblem } from '../../shared/filter-match.ts';
import { ICON } from '../components/icon.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { announce } from '../shell/announce.ts';
import classes from './filter-box.module.css';
import { complete, type Suggestion } from './filter-suggest.ts';
import { showLanguage } from './shown-language.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { useFilterText } from './use-filter-text.ts';
import { useSuggestions } from './use-suggestions.ts';

export interface FilterBoxProps<Row> {
  readonly language: FilterLanguage<Row>;
  /** All rows, before filtering: for the suggestions and their counts. */
  readonly rows: readonly Row[];
  /** The filter as it stands in the address. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `Filter by route, table, owner, rule… e.g. method:GET table:auth_user owner:none`. */
  readonly placeholder: string;
  /** `27 of 409 findings`: told to readers when the typing pauses. */
  readonly found: string;
  /** Enter or Esc: back to the list. */
  readonly onLeave: () => void;
}

const SAY_AFTER_MS = 500;

/** Says how many rows are left once the filter has rested; not on arrival. */
function useSpokenCount(value: string, found: string): void {
  const said = useRef(value);
  useEffect(() => {
    if (said.current === value) return;
    const timer = setTimeout(() => {
      said.current = value;
      announce(found);
    }, SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value, found]);
}

interface ChipProps {
  readonly term: Term;
  readonly wrong: boolean;
  readonly onRemove: () => void;
}

function Chip({ term, wrong, onRemove }: ChipProps) {
  return (
    <UnstyledButton
      className={classes.chip}
      data-free={term.name === null || undefined}
      data-wrong={wrong || undefined}
      aria-label={`Remove ${term.text}${wrong ? ', which is ignored' : ''}`}
      onClick={onRemove}
    >
      {term.text}
      <IconX size={12} stroke={2.2} aria-hidden />
    </UnstyledButton>
  );
}

function Problem({ problem, onUse }: { problem: FilterProblem; onUse: (meant: string) => void }) {
  const { text, meant } = problem;
  return (
    <span className={classes.problem} role="status">
      <span>{text}</span>
      {meant && (
        <Button size="xs" onClick={() => onUse(meant)}>
          Use it
        </Button>
      )}
    </span>
  );
}

/** The filter of a list: chips, a field with suggestions, what is wrong with it. `/` goes there. */
export function FilterBox<Row>(props: FilterBoxProps<Row>) {
  const { language, rows, value, onChange, onLeave } = props;
  const { chips, draft, text, setText, setDraft, remove, reopen } = useFilterText(value, onChange);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const problems = useMemo(() => compileFilter(language, text).problems, [language, text]);
  const suggestions = useSuggestions(language, rows, text, open);
  useSpokenCount(value, props.found);
  useEffect(() => showLanguage(language), [language]);
  useKeys([{ keys: '/', label: 'filter', run: () => field.current?.focus(), line: false }]);

  const isWrong = (term: Term) => problems.some((problem) => problem.term.start === term.start);
  const draftIsWrong = problems.some((problem) => problem.term.end === text.length);
  const take = (suggestion: Suggestion) => {
    setText(complete(text, suggestion));
    setActive(-1);
    field.current?.focus();
  };
  const leave = () => {
    setText(draft ? `${text} ` : text);
    setOpen(false);
    field.current?.blur();
    onLeave();
  };
  const onKey = fieldKeys({
    Tab: () => {
      const chosen = suggestions[Math.max(0, active)];
      if (!chosen || (active < 0 && draft === '')) return false;
      take(chosen);
      return true;
    },
    Enter: () => {
      const chosen = suggestions[active];
      if (chosen) take(chosen);
      else leave();
      return true;
    },
    Escape: () => {
      if (open) setOpen(false);
      else leave();
      return true;
    },
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Backspace: () => {
      if (draft !== '' || chips.length === 0 || field.current?.selectionStart !== 0) return false;
      reopen();
      return true;
    },
  });
  const move = (by: number) => {
    setOpen(true);
    const count = suggestions.length;
    setActive(count === 0 ? -1 : (Math.max(active, by > 0 ? -1 : 0) + by + count) % count);
    return true;
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only closes the suggestions when the focus goes elsewhere
    <div
      className={classes.box}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <IconSearch {...ICON} className={classes.glass ?? ''} />
      {chips.map((term) => (
        <Chip key={term.start} term={term} wrong={isWrong(term)} onRemove={() => remove(term)} />
      ))}
      <input
        ref={field}
        className={classes.field}
        data-wrong={draftIsWrong || undefined}
        role="combobox"
        aria-label="Filter"
        aria-expanded={open && suggestions.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={chips.length === 0 ? props.placeholder : ''}
        value={draft}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onKeyDown={onKey}
      />
      {problems[0] && (
        <Problem
          problem={problems[0]}
          onUse={(meant) => problems[0] && setText(`${replaceTerm(text, problems[0].term, meant)} `)}
        />
      )}
      {value !== '' && (
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="Clear the filter" onClick={() => setText('')}>
          <IconX {...ICON} size={14} />
        </ActionIcon>
      )}
      <KeyHint keys="/" />
      {open && suggestions.length > 0 && (
        <SuggestionList id={list} suggestions={suggestions} active={active} onTake={take} />
      )}
    </div>
  );
}

/** Runs the handler of a key; true means that it was used and goes no further. */
function fieldKeys(handlers: Readonly<Record<string, () => boolean>>) {
  return (event: KeyboardEvent): void => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !event.nativeEvent.isComposing && handlers[event.key]?.()) event.preventDefault();
  };
}
