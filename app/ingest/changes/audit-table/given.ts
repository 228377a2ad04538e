import type { AuditTable } from '../../../../shared/inputs.ts';
import type { AuditMapping } from './mapping.ts';

/** The mapping that a person gave. */
export function mappingOf(given: AuditTable): AuditMapping {
  const { name, operation, operations, table, tableName = '', time, cause, schema } = given;
  const { key, keyName, before, after, changes, transaction } = given;
  const named = [table, schema, key, before, after, changes, time, transaction, ...Object.values(cause)];
  const lowered = Object.entries(operations).map(([word, op]) => [word.trim().toLowerCase(), op] as const);
  return {
    title: name,
    signature: [operation, ...new Set(named.filter((column) => column !== undefined))],
    op: operation,
    ops: Object.fromEntries(lowered),
    table: table === undefined ? () => tableName : [table],
    time: time === undefined ? [] : [time],
    timeKind: 'event',
    context: cause,
    ...(schema && { schema }),
    ...(key && { key }),
    ...(keyName && { keyName }),
    ...(before && { before }),
    ...(after && { after }),
    ...(changes && { changes }),
    ...(transaction && { transaction }),
  };
}
