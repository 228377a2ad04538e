import { lookup } from '../../../../shared/lookup.ts';
import { OPERATION_WORDS } from '../../../../shared/operation-words.ts';
import type { Cell, Change, ChangeOp, Row, Stamp } from '../../../../shared/records.ts';
import { parseInstant } from '../../instant.ts';
import { exactNumber, isObject, type Json, type JsonObject, plainText } from '../../lossless.ts';
import type { RawContext } from '../leavings.ts';
import { commentsOf } from '../sql-comments.ts';
import { cellOfJson, digitsOf, jsonInside, jsonText, textOf } from '../values.ts';
import type { AuditMapping } from './mapping.ts';
import { diffInside, rowInside } from './row-text.ts';

/** `none` = a row of the audit table that is no change; null = one that does not say what it is. */
export function changeOf(values: JsonObject, mapping: AuditMapping, byteOffset: number): Change | 'none' | null {
  const op = opOf(values, mapping);
  const table = tableOf(values, mapping);
  if (op === 'none') return op;
  if (!op || !table) return null;
  const relation = relationOf(values, mapping, table);
  if (relation) return { ...relation, byteOffset };
  const images = imagesOf(values, mapping, op);
  const row = images.after ?? images.before;
  return { op, table, key: keyOf(values, mapping, row), ...images, byteOffset };
}

function opOf(values: JsonObject, mapping: AuditMapping): ChangeOp | 'none' | undefined {
  const word = plainText(values[mapping.op] ?? '')
    .trim()
    .toLowerCase();
  const own = ownWord(mapping.ops, word) ?? OPERATION_WORDS[word];
  // pghistory's labels are free; those of its own trackers are the usual words.
  return own ?? (mapping.op === 'pgh_label' && word !== '' ? 'update' : undefined);
}

/** What a person or a library calls it; `constructor` is no word of theirs. */
const ownWord = (ops: AuditMapping['ops'], word: string): ChangeOp | 'none' | undefined =>
  ops && Object.hasOwn(ops, word) ? ops[word] : undefined;

const RELATION_OPS = lookup<ChangeOp>({ add: 'insert', delete: 'delete', clear: 'delete' });

/**
 * `{"tags": {"type": "m2m", "operation": "add", "objects": ["red"]}}` (django-auditlog): rows of the table between two
 * models, and none of the model whose entry it is.
 */
function relationOf(
  values: JsonObject,
  { changes, key = '' }: AuditMapping,
  table: string,
): Omit<Change, 'byteOffset'> | null {
  const said = changes === undefined ? null : jsonInside(values[changes]);
  const [only, ...others] = isObject(said) ? Object.entries(said) : [];
  if (!only || others.length > 0) return null;
  const [name, { type, operation, objects } = {} as JsonObject] = isObject(only[1]) ? [only[0], only[1]] : [only[0]];
  const op = type === 'm2m' ? RELATION_OPS[textOf(operation) ?? ''] : undefined;
  if (!op) return null;
  const row = { [table.split('.').at(-1) ?? table]: cellOfJson(values[key]), [name]: cellOfJson(objects) };
  const isGone = op === 'delete';
  return {
    op,
    table: `${table}_${name}`,
    key: null,
    before: isGone ? row : null,
    beforeImage: isGone ? 'key' : 'none',
    after: isGone ? null : row,
    changed: null,
  };
}

function tableOf(values: JsonObject, { table, schema }: AuditMapping): string | null {
  if (typeof table === 'function') return table(values);
  const name = table.map((column) => textOf(values[column])).find((text) => text !== null);
  const space = schema === undefined ? null : textOf(values[schema]);
  return name == null ? null : space ? `${space}.${name}` : name;
}

type Images = Pick<Change, 'before' | 'beforeImage' | 'after' | 'changed'>;

function imagesOf(values: JsonObject, mapping: AuditMapping, op: ChangeOp): Images {
  if (op === 'truncate') return { before: null, beforeImage: 'none', after: null, changed: null };
  if (mapping.ownColumns) return snapshot(ownRow(values, mapping.ownColumns), op);
  const before = mapping.before === undefined ? null : rowInside(values[mapping.before]);
  const after = mapping.after === undefined ? null : afterRow(values[mapping.after]);
  const diff = mapping.changes === undefined ? null : diffInside(values[mapping.changes]);
  if (mapping.updated !== undefined) return updatedImages(before, rowInside(values[mapping.updated]), op);
  if (diff) return diffImages(before, after, diff, op);
  if (op === 'delete' && !before) return snapshot(after, op);
  return {
    before: op === 'insert' ? null : before,
    beforeImage: before && op !== 'insert' ? 'full' : 'none',
    after: op === 'delete' ? null : after,
    changed: null,
  };
}

/** Django serializes an object as a list of one, its columns under `fields`. */
function afterRow(value: Json | undefined): Row | null {
  const list = jsonInside(value);
  const [object] = Array.isArray(list) ? list : [];
  if (!isObject(object)) return rowInside(value);
  const fields = rowInside(object.fields);
  return fields && { id: cellOfJson(object.pk), ...fields };
}

const ownRow = (values: JsonObject, own: RegExp): Row =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !own.test(name))
      .map(([name, value]) => [name, cellOfJson(value)]),
  );

/** The row as it was left, or as it was last. */
const snapshot = (row: Row | null, op: ChangeOp): Images => ({
  before: op === 'delete' ? row : null,
  beforeImage: op === 'delete' && row ? 'full' : 'none',
  after: op === 'delete' ? null : row,
  changed: null,
});

/** `row_data` is the new row of an insert and the old one of an update or a delete. */
function updatedImages(data: Row | null, updated: Row | null, op: ChangeOp): Images {
  if (op !== 'update') return snapshot(data, op);
  const after = data && { ...data, ...updated };
  return { before: data, beforeImage: data ? 'full' : 'none', after, changed: null };
}

type Diff = NonNullable<ReturnType<typeof diffInside>>;

/** The changed columns with their old and new values; the rest of the row where it stands beside them. */
function diffImages(before: Row | null, after: Row | null, diff: Diff, op: ChangeOp): Images {
  const side = (at: 0 | 1): Row => Object.fromEntries([...diff].map(([name, pair]) => [name, named(pair[at])]));
  if (op === 'insert') return snapshot(after ?? side(1), op);
  if (op === 'delete')
    return { ...snapshot(before ?? after ?? side(0), op), beforeImage: before || after ? 'full' : 'key' };
  const old = before ?? (after && { ...after, ...side(0) });
  return {
    before: old ?? side(0),
    beforeImage: old ? 'full' : 'key',
    after: after ?? { ...before, ...side(1) },
    changed: [...diff.keys()],
  };
}

/** Python's None, where values were made text. */
const named = (cell: Cell): Cell => (cell === 'None' ? null : cell);

function keyOf(values: JsonObject, { key, keyName = 'id' }: AuditMapping, row: Row | null): Row | null {
  const value = key === undefined ? null : values[key];
  if (value == null || (isObject(value) && !('digits' in value))) return null;
  const own = row && Object.hasOwn(row, keyName) ? row[keyName] : undefined;
  const cell = typeof value === 'string' && /^(?:0|[1-9]\d*)$/.test(value) ? exactNumber(value) : cellOfJson(value);
  // The same key is text in one place and a number in another.
  return { [keyName]: own === undefined || typeof own === 'string' ? cell : own };
}

/** When it happened, as precisely as the text is written; `isZoned` is false where UTC was assumed. */
export function stampOf(values: JsonObject, mapping: AuditMapping): { stamp: Stamp; isZoned: boolean } | null {
  const text = mapping.time.map((column) => textOf(values[column])).find((each) => each !== null);
  const instant = text == null ? null : parseInstant(text);
  if (text == null || !instant) return null;
  // PostgreSQL trims zeros: any fraction means microseconds, unless it is written with three digits.
  const digits = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  const resolutionUs = digits === 0 ? 1_000_000 : digits === 3 ? 1_000 : 1;
  return { stamp: { us: instant.us, resolutionUs, kind: mapping.timeKind }, isZoned: instant.zone };
}

export function transactionOf(values: JsonObject, { transaction, isTxid }: AuditMapping): string | null {
  const value = transaction === undefined ? undefined : values[transaction];
  const digits = digitsOf(value);
  if (digits !== null && isTxid) return (BigInt(digits) % 4_294_967_296n).toString();
  return digits ?? textOf(value);
}

export function contextOf(values: JsonObject, mapping: AuditMapping): RawContext[] {
  const said = Object.entries(mapping.context).flatMap(([name, column]): [string, Json][] => {
    const value = jsonIfObject(values[column] ?? null);
    return value === null || value === '' ? [] : [[name, value]];
  });
  const comments = mapping.sql === undefined ? [] : commentsOf(textOf(values[mapping.sql]) ?? '');
  if (said.length === 0) return comments;
  return [{ carrier: 'columns', prefix: mapping.title, text: jsonText(Object.fromEntries(said)) }, ...comments];
}

function jsonIfObject(value: Json): Json {
  const inner = jsonInside(value);
  return isObject(inner) ? inner : value;
}
