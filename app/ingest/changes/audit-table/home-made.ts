import type { AuditMapping } from './mapping.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that people give to the columns of their own audit tables, the clearest first. */
const OP = words('operation op action tg_op operation_type action_type change_type dml_type event_type event');
const TABLE = words('table_name tablename tg_table_name relname table entity_type object_type entity');
const SCHEMA = words('schema_name table_schema tg_table_schema schema');
const BEFORE = words(
  'old_values old_data old_row old_record old_value row_before before_data data_before before_image before old',
);
const AFTER = words(
  'new_values new_data new_row new_record new_value row_after after_data data_after after_image after new row_data',
);
const KEY = words('row_pk row_id record_id row_key primary_key entity_id object_id table_pk pk');
const TIME = words(
  'changed_at occurred_at logged_at performed_at created_at action_time event_time audit_ts changed_on timestamp ts at',
);
const TRANSACTION = words('txid xid transaction_id tx_id trx_id');
/** By the name under which it is understood. */
const CONTEXT: Readonly<Record<string, readonly string[]>> = {
  request_id: words('request_id req_id x_request_id'),
  correlation_id: words('correlation_id cid'),
  trace_id: words('trace_id'),
  traceparent: words('traceparent'),
  url: words('url path request_path request_url endpoint'),
  method: words('method http_method request_method'),
  user: words('user_id changed_by actor actor_id username user_name performed_by'),
};

/** Which columns have the usual names of what. */
export function guessRoles(columns: ReadonlySet<string>) {
  const lower = new Map([...columns].map((name) => [name.toLowerCase(), name]));
  const find = (names: readonly string[]): string | undefined => lower.get(names.find((name) => lower.has(name)) ?? '');
  const [op, table, before, after, time] = [OP, TABLE, BEFORE, AFTER, TIME].map(find);
  const [schema, key, transaction] = [SCHEMA, KEY, TRANSACTION].map(find);
  const context = Object.fromEntries(
    Object.entries(CONTEXT).flatMap(([name, names]) => {
      const column = find(names);
      return column ? [[name, column]] : [];
    }),
  );
  return { op, table, before, after, time, schema, key, transaction, context };
}

/**
 * A mapping by the usual names of columns, for tables that someone made for themselves; null where operation, table
 * or both images are missing.
 */
export function guessMapping(columns: ReadonlySet<string>): AuditMapping | null {
  const { op, table, before, after, time, schema, key, transaction, context } = guessRoles(columns);
  if (!op || !table || !(before || after)) return null;
  return {
    title: 'audit table',
    signature: [op, table],
    op,
    table: [table],
    ...(schema && { schema }),
    ...(key && { key }),
    ...(before && { before }),
    ...(after && { after }),
    ...(transaction && { transaction }),
    time: time ? [time] : [],
    timeKind: 'event',
    context,
  };
}
