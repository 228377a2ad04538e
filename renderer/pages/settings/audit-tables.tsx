import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AuditTable } from '../../../shared/inputs.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import classes from './audit-tables.module.css';

/** `of shop.orders: was, nr, vorher, nachher`. */
function wordsOf({ tableName, table, schema, operation, key, before, after, changes, time }: AuditTable): string {
  const columns = [operation, schema, table, key, before, after, changes, time].filter((name) => name !== undefined);
  return `${tableName === undefined ? '' : `of ${tableName}: `}${columns.join(', ')}`;
}

/** Tables whose columns somebody said what they are, to be forgotten where that was wrong. */
export function AuditTables({ tables }: { tables: readonly AuditTable[] }) {
  const api = useTRPC();
  const { mutate: save, isPending } = useMutation(
    api.saveSettings.mutationOptions({
      onSuccess: () => showDone('Forgotten: files with these columns ask again.'),
      onError: (error) => showFailure(`It was not forgotten. ${messageOf(error)}`),
    }),
  );
  return (
    <ul className={classes.tables} aria-label="Described audit tables">
      {tables.map((table) => (
        <li key={table.name} className={classes.table}>
          <span className={classes.words}>
            <strong>{table.name}</strong> <span className="ea-mono">{wordsOf(table)}</span>
          </span>
          <Button size="xs" disabled={isPending} onClick={() => save({ forgetAuditTable: table.name })}>
            Forget<span className="ea-hidden"> {table.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
