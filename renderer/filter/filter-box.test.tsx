import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { FilterLanguage } from '../../shared/filter-match.ts';
import { FilterBox } from './filter-box.tsx';

interface Thing {
  readonly table: string;
}

const THINGS: readonly Thing[] = [{ table: 'page_hits' }, { table: 'page_views' }, { table: 'users' }];
const LANGUAGE: FilterLanguage<Thing> = {
  fields: [{ name: 'table', about: 'table that is written', words: (thing) => [thing.table] }],
  free: (thing) => [thing.table],
  sorts: [],
};

afterEach(cleanup);

/** Shows the box and returns its field and the filter as the address would have it. */
function show(first: string) {
  let value = first;
  function Held() {
    const [filter, setFilter] = useState(first);
    value = filter;
    return (
      <FilterBox
        language={LANGUAGE}
        rows={THINGS}
        value={filter}
        onChange={setFilter}
        placeholder="Filter"
        found=""
        onLeave={() => {}}
      />
    );
  }
  render(
    <MantineProvider>
      <Held />
    </MantineProvider>,
  );
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter' });
  return { field, value: () => value, type: (text: string) => fireEvent.change(field, { target: { value: text } }) };
}

const chips = () => screen.queryAllByRole('button', { name: /^Remove / }).map((chip) => chip.textContent);
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);

test('what stands in the address is chips', () => {
  const { field } = show('table:users -page');
  expect(chips()).toEqual(['table:users', '-page']);
  expect(field.value).toBe('');
});

test('a space finishes a term, Backspace makes it text again', () => {
  const { field, value, type } = show('');
  type('table:users');
  expect(chips()).toEqual([]);
  type('table:users ');
  expect([chips(), field.value, value()]).toEqual([['table:users'], '', 'table:users']);
  fireEvent.keyDown(field, { key: 'Backspace' });
  expect([chips(), field.value]).toEqual([[], 'table:users']);
});

test('Tab takes the first suggestion', () => {
  const { field, value, type } = show('');
  type('us');
  fireEvent.keyDown(field, { key: 'Tab' });
  expect([value(), chips()]).toEqual(['table:users', ['table:users']]);
});

test('arrows choose a suggestion, Enter takes it', () => {
  const { field, value, type } = show('');
  type('table:pa');
  expect(options()).toEqual(['table:page_hits1', 'table:page_views1']);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(value()).toBe('table:page_views');
});

test('a wrong term says what was meant, and can be put right', () => {
  const { value } = show('tabel:users');
  expect(screen.getByText('No filter tabel:. Did you mean table:?')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Use it' }));
  expect(value()).toBe('table:users');
});
