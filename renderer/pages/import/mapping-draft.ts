import type { UnknownTable } from '../../../shared/import-views.ts';
import { type AuditTable, auditTableSchema } from '../../../shared/inputs.ts';
import { OPERATION_WORDS } from '../../../shared/operation-words.ts';

/** What each field of the form asks; a column's name, or '' for none. */
export const COLUMN_FIELDS = [
  { field: 'operation', label: 'Operation', hint: 'insert, update or delete' },
  { field: 'table', label: 'Table name', hint: 'the table that the change is of' },
  { field: 'key', label: 'Key', hint: 'which row of it' },
  { field: 'before', label: 'Old values', hint: 'the row before, mostly JSON' },
  { field: 'after', label: 'New values', hint: 'the row after, alike' },
  { field: 'changes', label: 'Old and new in one', hint: '{"field": ["old", "new"]}' },
  { field: 'time', label: 'Time', hint: 'when it happened' },
  { field: 'transaction', label: 'Transaction', hint: 'what rows of one transaction share' },
  { field: 'actor', label: 'Actor', hint: 'who did it' },
  { field: 'request', label: 'Request id', hint: 'the request that caused it' },
] as const;

export type ColumnField = (typeof COLUMN_FIELDS)[number]['field'];
export type Operation = AuditTable['operations'][string];

export interface MappingDraft {
  readonly name: string;
  readonly columns: Readonly<Record<ColumnField, string>>;
  /** For a table whose changes are all of one table: its name. */
  readonly tableName: string;
  /** For a key that stands alone: its column's name in the table itself. */
  readonly keyName: string;
  /** What the words of the operation's column stand for; '' = not said. */
  readonly operations: Readonly<Record<string, Operation | ''>>;
}

/** What the columns' names tell already; saved under the file's name without its endings. */
export function draftOf({ guess }: UnknownTable, fileName: string): MappingDraft {
  const {
    operation = '',
    table = '',
    key = '',
    before = '',
    after = '',
    time = '',
    transaction = '',
    cause = {},
  } = guess;
  const [actor = '', request = ''] = [cause.user, cause.request_id ?? cause.correlation_id ?? cause.traceparent];
  return {
    name: fileName.replace(/^.*[/›] */, '').replace(/(?:\.\w{1,6}){1,2}$/, ''),
    columns: { operation, table, key, before, after, changes: '', time, transaction, actor, request },
    tableName: '',
    keyName: '',
    operations: {},
  };
}

/** The words of the operation's column that the form asks the meaning of. */
export const wordsToTell = ({ words }: UnknownTable, { columns }: MappingDraft): readonly string[] =>
  (words[columns.operation] ?? []).filter((word) => !(word.trim().toLowerCase() in OPERATION_WORDS));

/** The description as the importer takes it; null while something is missing. */
export function mappingOf(draft: MappingDraft): AuditTable | null {
  const { operation, table, key, before, after, changes, time, transaction, actor, request } = draft.columns;
  const keyName = key === '' ? '' : draft.keyName;
  const tableName = table === '' ? draft.tableName.trim() : '';
  const texts = { operation, table, tableName, key, keyName, before, after, changes, time, transaction };
  const parsed = auditTableSchema.safeParse({
    name: draft.name.trim(),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    operations: Object.fromEntries(Object.entries(draft.operations).filter(([, operation]) => operation !== '')),
    cause: { ...(actor && { user: actor }), ...(request && { request_id: request }) },
  });
  return parsed.success ? parsed.data : null;
}

/** What is still to be said before the file can be read; null where nothing is. */
export function missingOf(draft: MappingDraft): string | null {
  const { operation, table, before, after, changes } = draft.columns;
  if (operation === '') return 'Choose the column of the operation.';
  if (table === '' && draft.tableName.trim() === '') return 'Choose the column of the table name, or type the name.';
  if (before === '' && after === '' && changes === '') return 'Choose a column with the old or the new values.';
  return draft.name.trim() === '' ? 'Give it a name.' : null;
}
