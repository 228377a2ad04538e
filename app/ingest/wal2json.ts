import type { Cell, Stamp } from '../../shared/records.ts';
import type { RawContext } from './changes/leavings.ts';
import { parseInstant } from './instant.ts';
import { ExactNumber, type Json, type JsonObject, plainText } from './lossless.ts';

/** What wal2json's two formats share: values, names, stamps, messages. */

/** A commit's stamp from wal2json's text; null where there is none. */
export function commitStamp(text: Json | undefined): Stamp | null {
  const instant = typeof text === 'string' ? parseInstant(text) : null;
  return instant && { us: instant.us, resolutionUs: 1, kind: 'commit' };
}

/** The xid as text, where the log has it. */
export function xidOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return value instanceof ExactNumber ? value.digits : null;
}

/** JSON inside a column stands as its text. */
export function cellOf(value: Json | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || value instanceof ExactNumber) return value;
  return JSON.stringify(value);
}

/** `schema.table`; the bare name where schemas were switched off. */
export function tableName(record: JsonObject): string | null {
  if (typeof record.table !== 'string') return null;
  return typeof record.schema === 'string' ? `${record.schema}.${record.table}` : record.table;
}

/** A transactional logical message; null for one that stands outside the transaction. */
export function messageOf(record: JsonObject): RawContext | null {
  if (record.transactional !== true) return null;
  return { carrier: 'message', prefix: plainText(record.prefix ?? ''), text: plainText(record.content ?? '') };
}
