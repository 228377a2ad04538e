import type { ChangeOp } from '../../../../shared/records.ts';
import type { Column, LoggedChange } from '../change-builder.ts';
import { documentColumns, updatedColumns } from '../documents.ts';
import { plainJson } from '../ejson.ts';
import { cellOfJson, jsonInside, textOf } from '../values.ts';
import type { Envelope } from './envelope.ts';

/** Documents of MongoDB, whose key is always `_id`. */
export const isDocument = ({ source, after, before }: Envelope): boolean =>
  source.connector === 'mongodb' || textOf(source.collection) !== null || '_id' in Object(after ?? before);

/**
 * An event of MongoDB's connector: rows are texts of Extended JSON; before images, and documents after an update, are
 * there only where the collection and `capture.mode` say so; the key stands in the message's key alone.
 */
export function documentChange(envelope: Envelope, op: ChangeOp, table: string, byteOffset: number): LoggedChange {
  const { before, after, updateDescription } = envelope;
  const id = idOf(envelope);
  const set = op === 'update' ? updatedColumns(updateDescription ?? undefined) : null;
  return {
    op,
    table,
    columns: op === 'delete' ? null : (documentColumns(after) ?? (set && [...id, ...set])),
    identity: documentColumns(before) ?? (op === 'insert' || id.length === 0 ? null : id),
    keyNames: ['_id'],
    byteOffset,
  };
}

/** `{"id": "{\"$oid\": \"…\"}"}`, or `_id` where rows have no envelope. */
function idOf({ key }: Envelope): Column[] {
  const text = key?.id ?? key?._id;
  return text == null ? [] : [['_id', cellOfJson(plainJson(jsonInside(text) ?? text))]];
}
