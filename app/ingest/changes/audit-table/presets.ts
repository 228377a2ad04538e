import { isObject, type JsonObject, plainText } from '../../lossless.ts';
import { jsonInside, textOf } from '../values.ts';
import type { AuditMapping } from './mapping.ts';

/** Django's models by `app.model`, or by the number of their content type where the export does not join it. */
function contentType(row: JsonObject): string | null {
  const type = row.content_type ?? row.content_type_id;
  if (Array.isArray(type)) return type.join('.');
  const joined = [textOf(row.app_label), textOf(row.model_name) ?? textOf(row.model)];
  if (joined.every((part) => part !== null)) return joined.join('.');
  return type == null ? null : `content type ${plainText(type)}`;
}

/** dumpdata names the history's own model: `shop.historicalorder`, `shop.orderevent`. */
const modelOf = (row: JsonObject): string =>
  (textOf(row.pgh_obj_model) ?? textOf(row.pgh_model) ?? textOf(row.model) ?? 'table')
    .replace(/\.historical/i, '.')
    .replace(/event$/i, '');

/** Django's serialized object: `[{"model": …, "pk": …, "fields": {…}}]`. */
function serializedModel(row: JsonObject): string | null {
  const list = jsonInside(row.object_json_repr);
  const [object] = Array.isArray(list) ? list : [];
  return isObject(object) ? textOf(object.model) : contentType(row);
}

/** Audit tables of libraries (their documentation and source), the more particular ones first. */
export const presets: readonly AuditMapping[] = [
  {
    title: 'audit.logged_actions',
    signature: ['table_name', 'action', 'row_data', 'changed_fields', 'action_tstamp_tx'],
    op: 'action',
    schema: 'schema_name',
    table: ['table_name'],
    before: 'row_data',
    updated: 'changed_fields',
    time: ['action_tstamp_clk', 'action_tstamp_stm', 'action_tstamp_tx'],
    timeKind: 'event',
    transaction: 'transaction_id',
    isTxid: true,
    context: { application_name: 'application_name', client_addr: 'client_addr', user: 'session_user_name' },
    sql: 'client_query',
  },
  {
    title: 'supa_audit',
    signature: ['record_id', 'op', 'ts', 'table_name', 'record', 'old_record'],
    op: 'op',
    schema: 'table_schema',
    table: ['table_name'],
    before: 'old_record',
    after: 'record',
    time: ['ts'],
    timeKind: 'transaction-start',
    transaction: 'ts',
    context: { user: 'auth_uid', role: 'auth_role' },
  },
  {
    title: 'Bemi',
    signature: ['operation', 'table', 'primary_key', 'before', 'after', 'context'],
    op: 'operation',
    ops: { message: 'none' },
    schema: 'schema',
    table: ['table'],
    key: 'primary_key',
    before: 'before',
    after: 'after',
    time: ['committed_at'],
    timeKind: 'commit',
    transaction: 'transaction_id',
    context: { context: 'context' },
  },
  {
    title: 'django-auditlog',
    signature: ['action', 'changes', 'object_pk', 'object_repr', 'timestamp'],
    op: 'action',
    ops: { 0: 'insert', 1: 'update', 2: 'delete', 3: 'none' },
    table: contentType,
    key: 'object_pk',
    changes: 'changes',
    time: ['timestamp'],
    timeKind: 'app',
    context: {
      correlation_id: 'cid',
      actor: 'actor',
      actor_id: 'actor_id',
      remote_addr: 'remote_addr',
      additional_data: 'additional_data',
    },
  },
  {
    title: 'django-easy-audit',
    signature: ['event_type', 'object_id', 'object_json_repr', 'datetime'],
    op: 'event_type',
    ops: {
      1: 'insert',
      2: 'update',
      3: 'delete',
      4: 'none',
      5: 'none',
      6: 'none',
      7: 'none',
      8: 'none',
      9: 'none',
      10: 'none',
      11: 'none',
    },
    table: serializedModel,
    key: 'object_id',
    after: 'object_json_repr',
    changes: 'changed_fields',
    time: ['datetime'],
    timeKind: 'app',
    context: { user: 'user', user_id: 'user_id' },
  },
  {
    title: 'django-pghistory, events',
    signature: ['pgh_label', 'pgh_created_at', 'pgh_data', 'pgh_model'],
    op: 'pgh_label',
    table: modelOf,
    key: 'pgh_obj_id',
    after: 'pgh_data',
    changes: 'pgh_diff',
    time: ['pgh_created_at'],
    timeKind: 'transaction-start',
    transaction: 'pgh_context_id',
    context: { context_id: 'pgh_context_id', context: 'pgh_context' },
  },
  {
    title: 'django-pghistory',
    signature: ['pgh_id', 'pgh_label', 'pgh_created_at'],
    op: 'pgh_label',
    table: modelOf,
    key: 'pgh_obj_id',
    ownColumns: /^(?:pgh_|model$)/,
    time: ['pgh_created_at'],
    timeKind: 'transaction-start',
    transaction: 'pgh_context_id',
    context: { context_id: 'pgh_context_id', context: 'pgh_context' },
  },
  {
    title: 'django-simple-history',
    signature: ['history_date', 'history_type'],
    op: 'history_type',
    table: modelOf,
    key: 'id',
    ownColumns: /^(?:history_|model$)/,
    time: ['history_date'],
    timeKind: 'app',
    context: { user_id: 'history_user_id', user: 'history_user', reason: 'history_change_reason' },
  },
  {
    title: 'PaperTrail',
    signature: ['item_type', 'item_id', 'event', 'created_at'],
    op: 'event',
    table: ['item_type'],
    key: 'item_id',
    before: 'object',
    changes: 'object_changes',
    time: ['created_at'],
    timeKind: 'app',
    transaction: 'transaction_id',
    context: { user: 'whodunnit', request_id: 'request_id', ip: 'ip', url: 'url' },
  },
];
