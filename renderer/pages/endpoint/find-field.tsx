import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../../shared/text.ts';
import { focusHome } from '../../components/focus-home.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import classes from './find.module.css';
import type { Found } from './use-find.ts';

/** The field's id, for the key that leads there. */
export const FIND = 'find-in-call';

export interface FindFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly found: Found;
}

const countWords = ({ count, at }: Found): string =>
  count === 0 ? 'Not found' : `${formatCount(at + 1)} of ${formatCount(count)}`;

/** Looks for a text in the request and its answer: Enter goes on, Shift and Enter back, Esc clears and then leaves. */
export function FindField({ query, onQuery, found }: FindFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') found.step(event.shiftKey ? -1 : 1);
    else if (event.key !== 'Escape') return;
    else if (query) onQuery('');
    else focusHome();
    event.preventDefault();
  };
  return (
    <search className={classes.find}>
      <TextInput
        id={FIND}
        size="xs"
        aria-label="Search this call"
        placeholder="Search headers and bodies"
        value={query}
        leftSection={<IconSearch {...ICON} size={14} />}
        rightSection={query ? null : <KeyHint keys="/" />}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={classes.count}>{query.trim() ? countWords(found) : ''}</output>
    </search>
  );
}
