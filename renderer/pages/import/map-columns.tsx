import { Button, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MappedRow, UnknownTable } from '../../../shared/import-views.ts';
import type { AuditTable } from '../../../shared/inputs.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useTRPC } from '../../data/api.ts';
import { useKeys } from '../../keys/use-keys.ts';
import classes from './map-columns.module.css';
import {
  COLUMN_FIELDS,
  type ColumnField,
  draftOf,
  type MappingDraft,
  mappingOf,
  missingOf,
  type Operation,
  wordsToTell,
} from './mapping-draft.ts';

type Change = (part: Partial<MappingDraft>) => void;

interface FormProps {
  readonly table: UnknownTable;
  readonly draft: MappingDraft;
  readonly onChange: Change;
}

function Column({ table, draft, onChange, field, label, hint }: FormProps & (typeof COLUMN_FIELDS)[number]) {
  const set = (column: string) => onChange({ columns: { ...draft.columns, [field]: column } });
  return (
    <NativeSelect
      label={label}
      description={hint}
      data={[{ value: '', label: 'none' }, ...table.columns]}
      value={draft.columns[field]}
      onChange={(event) => set(event.currentTarget.value)}
      data-autofocus={field === 'operation' || undefined}
    />
  );
}

/** A field that is asked for only beside certain columns. */
const BESIDE: Partial<Record<ColumnField, (props: FormProps) => React.ReactNode>> = {
  table: ({ draft, onChange }) =>
    draft.columns.table === '' && (
      <TextInput
        label="Name of the one table"
        description="where every row is of the same"
        placeholder="shop.orders"
        value={draft.tableName}
        onChange={(event) => onChange({ tableName: event.currentTarget.value })}
      />
    ),
  key: ({ draft, onChange }) =>
    draft.columns.key !== '' && (
      <TextInput
        label="Key’s column in the table"
        description="id, where nothing is said"
        placeholder="id"
        value={draft.keyName}
        onChange={(event) => onChange({ keyName: event.currentTarget.value })}
      />
    ),
};

const OPERATIONS: readonly { value: Operation | ''; label: string }[] = [
  { value: '', label: 'not said' },
  { value: 'insert', label: 'inserts a row' },
  { value: 'update', label: 'updates a row' },
  { value: 'delete', label: 'deletes a row' },
  { value: 'truncate', label: 'empties the table' },
  { value: 'none', label: 'is no change of a row' },
];

function Words({ table, draft, onChange }: FormProps) {
  const words = wordsToTell(table, draft);
  if (words.length === 0) return null;
  return (
    <fieldset className={classes.fields}>
      <legend>What the operation’s words say</legend>
      {words.map((word) => (
        <NativeSelect
          key={word}
          label={`“${word}”`}
          data={OPERATIONS}
          value={draft.operations[word] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ operations: { ...draft.operations, [word]: value as Operation | '' } })
          }
        />
      ))}
    </fieldset>
  );
}

function Understood({ row }: { row: MappedRow }) {
  if (row.type === 'unknown') return <td colSpan={6}>Left out: it names no operation that is known, or no table.</td>;
  if (row.type === 'none') return <td colSpan={6}>Left out: no change of a row.</td>;
  const time = row.timeUs === null ? 'no time' : new Date(row.timeUs / 1000).toISOString().replace('T', ' ');
  return (
    <>
      <td>
        {row.op} {row.table}
      </td>
      <td>{row.key ?? 'not known'}</td>
      <td>{row.before ?? 'not recorded'}</td>
      <td>{row.after ?? 'not recorded'}</td>
      <td>{time}</td>
      <td>{[row.transaction && `transaction ${row.transaction}`, ...row.cause].filter(Boolean).join(', ')}</td>
    </>
  );
}

/** The first rows as they would be read. */
function Preview({ table, mapping }: { table: UnknownTable; mapping: AuditTable }) {
  const query = useTRPC().previewMapping.queryOptions(
    { mapping, rows: [...table.rows] },
    { placeholderData: keepPreviousData },
  );
  const { data: rows = [] } = useQuery(query);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.preview} aria-label="The first rows as understood" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['Change', 'Key', 'Before', 'After', 'Time (UTC)', 'Transaction and cause'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={at}>
              <Understood row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface MapColumnsProps {
  readonly table: UnknownTable;
  readonly fileName: string;
  readonly onClose: () => void;
  readonly onSave: (mapping: AuditTable) => void;
}

/** Asks which column of a table of changes says what, shows how its first rows are understood, and keeps the answer. */
export function MapColumns({ table, fileName, onClose, onSave }: MapColumnsProps) {
  const [draft, setDraft] = useState(() => draftOf(table, fileName));
  const onChange: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  const mapping = mappingOf(draft);
  const missing = missingOf(draft);
  const save = () => mapping && onSave(mapping);
  useKeys([{ keys: 'Ctrl+Enter', label: 'save and read the file', run: save, inText: true }], {
    inDialog: true,
    group: 'Columns',
  });
  const form = { table, draft, onChange };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Map the columns of ${fileName}`}
      size={960}
      closeButtonProps={{ 'aria-label': 'Close without reading it' }}
    >
      <div className={classes.body}>
        <fieldset className={classes.fields}>
          <legend>Which column says what</legend>
          {COLUMN_FIELDS.map((field) => (
            <div key={field.field} className={classes.pair}>
              <Column {...form} {...field} />
              {BESIDE[field.field]?.(form)}
            </div>
          ))}
        </fieldset>
        <Words {...form} />
        {mapping ? <Preview table={table} mapping={mapping} /> : <p className={classes.missing}>{missing}</p>}
        <div className={classes.end}>
          <TextInput
            label="Save as"
            description="Files with these columns are read by it from now on."
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" disabled={!mapping} onClick={save}>
            Save and read the file
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
