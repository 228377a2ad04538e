import { expect, test } from 'vitest';
import type { UnknownTable } from '../../../shared/import-views.ts';
import { draftOf, type MappingDraft, mappingOf, missingOf, wordsToTell } from './mapping-draft.ts';

const TABLE: UnknownTable = {
  columns: ['what', 'nr', 'old', 'new', 'at', 'who'],
  rows: [],
  words: { what: ['neu', 'Update'] },
  guess: { before: 'old', after: 'new', time: 'at', cause: { user: 'who' } },
};

const filled = (columns: Partial<MappingDraft['columns']>, part: Partial<MappingDraft> = {}): MappingDraft => {
  const draft = draftOf(TABLE, 'logs.zip › 2026/journal.csv.gz');
  return { ...draft, ...part, columns: { ...draft.columns, ...columns } };
};

test('what the names of columns tell is filled in, and the file gives the name', () => {
  expect(draftOf(TABLE, 'logs.zip › 2026/journal.csv.gz')).toMatchObject({
    name: 'journal',
    columns: { operation: '', before: 'old', after: 'new', time: 'at', actor: 'who', key: '' },
  });
});

test.each([
  ['the operation', filled({ table: 'nr' }), /operation/],
  ['the table', filled({ operation: 'what' }), /table name/],
  ['the values', filled({ operation: 'what', table: 'nr', before: '', after: '' }), /values/],
  ['a name', filled({ operation: 'what', table: 'nr' }, { name: ' ' }), /name/],
])('%s is asked for', (_what, draft, missing) => {
  expect(missingOf(draft)).toMatch(missing);
  expect(mappingOf(draft)).toBeNull();
});

test('the whole description', () => {
  const draft = filled(
    { operation: 'what', key: 'nr' },
    { tableName: ' shop.orders ', keyName: 'order_no', operations: { neu: 'insert', x: '' } },
  );
  expect(missingOf(draft)).toBeNull();
  expect(mappingOf(draft)).toEqual({
    name: 'journal',
    operation: 'what',
    tableName: 'shop.orders',
    key: 'nr',
    keyName: 'order_no',
    before: 'old',
    after: 'new',
    time: 'at',
    operations: { neu: 'insert' },
    cause: { user: 'who' },
  });
});

test('only words that are not the usual ones are asked for', () => {
  expect(wordsToTell(TABLE, filled({ operation: 'what' }))).toEqual(['neu']);
  expect(wordsToTell(TABLE, filled({ operation: 'nr' }))).toEqual([]);
});
