import type { Body, Cell, Change, Exchange, Place, Row, Transaction } from '../../shared/records.ts';
import type { ExchangeValue, RowValue } from '../attribute/model.ts';
import { isNested, walkJson } from './json-walk.ts';
import { canonicalNumber } from './lossless.ts';
import { decodeSafely } from './masking/address.ts';

const MOST_EXCHANGE_VALUES = 2_000;
const MOST_ROW_VALUES = 5_000;
const LONGEST_VALUE = 200;
const LONGEST_NESTED = 100_000;

/**
 * Every value of an exchange that a row may hold too: path segments, query, bodies, claims. Booleans, empty
 * and long texts say nothing and are left out; JSON inside strings is opened once. At most 2,000.
 */
export function exchangeValues(exchange: Exchange): ExchangeValue[] {
  const values = new ExchangeValues();
  for (const segment of exchange.path.split('/')) values.add('path', '', decodeSafely(segment));
  for (const [name, value] of exchange.query) addParameter(values, 'query', name, value);
  addHeaders(values, exchange);
  for (const { from, masked } of exchange.claims) values.add('token', from, masked);
  addBody(values, 'body', exchange.request.body);
  addLocation(values, exchange);
  addBody(values, 'response', exchange.response.body);
  return values.all();
}

/** Those of one body; at most 2,000. */
export function bodyValues(body: Body): ExchangeValue[] {
  const values = new ExchangeValues();
  addBody(values, 'response', body);
  return values.all();
}

class ExchangeValues {
  readonly #values = new Map<string, ExchangeValue>();

  get isFull(): boolean {
    return this.#values.size >= MOST_EXCHANGE_VALUES;
  }

  add(place: Place, field: string, value: string): void {
    if (value === '' || value.length > LONGEST_VALUE || this.isFull) return;
    this.#values.set(`${place} ${field} ${value}`, { place, field, value });
  }

  all(): ExchangeValue[] {
    return [...this.#values.values()];
  }
}

/** Headers that name one request, besides those that keys are read from: `Idempotency-Key`, `X-GitHub-Delivery`. */
const NAMES_REQUEST = /(?:^|-)(?:(?:request|idempotency|transaction|operation|message|event)-?(?:id|key)|delivery)$/i;

/** Ids of the request that a row may keep, as audit and idempotency tables do. */
function addHeaders(values: ExchangeValues, { keys, request }: Exchange): void {
  for (const { kind, value } of keys) values.add('header', kind, value);
  for (const [name, value] of request.headers) if (NAMES_REQUEST.test(name)) values.add('header', name, value);
}

/** `/classes/Product/SAAQM0cn1f`, `https://shop.example/api/books/5`: what a batch or a linked body is about. */
const ADDRESS = /^(?:https?:\/\/[^/\s?#]+)?(?:\/[^/\s?#]+)*\/([^/\s?#]+)$/i;

const ID_LIST = /^(?:\d+|[\da-f-]{32,36})(?:,(?:\d+|[\da-f-]{32,36}))+$/i;

function addParameter(values: ExchangeValues, place: Place, name: string, value: string): void {
  if (isNested(value)) addJson(values, place, name, value, true);
  else {
    values.add(place, name, value);
    if (ID_LIST.test(value)) for (const id of value.split(',')) values.add(place, name, id);
  }
}

function addBody(values: ExchangeValues, place: Place, body: Body | null): void {
  if (body?.text != null && body.text !== '') addBodyText(values, place, body.text, body.mime);
  for (const [field, value] of body?.beyond ?? []) values.add(place, field, value);
}

function addBodyText(values: ExchangeValues, place: Place, text: string, mime: string): void {
  if (isNested(text)) addJson(values, place, '', text, false);
  else if (/x-www-form-urlencoded/i.test(mime))
    for (const [name, value] of new URLSearchParams(text)) addParameter(values, place, name, value);
  else if (/multipart\/form-data/i.test(mime)) addParts(values, place, text);
  else addProse(values, place, text);
}

/** Longest text of which the values are looked for, and the most taken from one. */
const LONGEST_PROSE = 200_000;
const MOST_PROSE = 400;
/** Bounded, so that no text makes them slow. */
const ATTRIBUTE = /\b([\w:-]{1,64})="([^"<>]+)"/g;
const ELEMENT = /<([\w:-]{1,64})[^<>]*>([^<>]+)(?=<)/g;
const LINE = /^([\w-]{1,64})[^\n:=]*[:=]([^\r\n]+)/gm;

/** XML, HTML, iCalendar, headers, plain text: what stands between tags, in attributes, and after a name on its line. */
function addProse(values: ExchangeValues, place: Place, text: string): void {
  values.add(place, '', text.trim());
  if (text.length > LONGEST_PROSE) return;
  const patterns = /<[a-z!?/]/i.test(text) ? [ATTRIBUTE, ELEMENT] : [LINE];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  let taken = 0;
  for (const [, name = '', value = ''] of found) {
    if (taken++ >= MOST_PROSE) return;
    values.add(place, name, value.trim());
  }
}

function addParts(values: ExchangeValues, place: Place, text: string): void {
  for (const [, name = '', content = ''] of text.matchAll(
    /\bname="?([^";\r\n]+)[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n([^\r\n]*)/gi,
  ))
    addParameter(values, place, name, content);
}

/** A created thing's address is the first to name its id. */
function addLocation(values: ExchangeValues, exchange: Exchange): void {
  const location = exchange.response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (!location) return;
  const path = location.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  for (const segment of path.split('/')) values.add('response', 'location', decodeSafely(segment));
}

function addJson(values: ExchangeValues, place: Place, field: string, text: string, isInner: boolean): void {
  const prefix = field === '' ? '' : `${field}.`;
  walkJson(text, ({ path, text: leaf, isString }) => {
    const name = path === '' ? field : prefix + path;
    if (!isString) values.add(place, name, canonicalNumber({ digits: leaf }));
    else if (!isInner && isNested(leaf) && leaf.length <= LONGEST_NESTED) addJson(values, place, name, leaf, true);
    else addLeaf(values, place, name, leaf);
    return !values.isFull;
  });
}

/** A text, and of an address its last segment, too. */
function addLeaf(values: ExchangeValues, place: Place, name: string, leaf: string): void {
  values.add(place, name, leaf);
  const last = leaf.includes('/') && leaf.length <= LONGEST_VALUE ? ADDRESS.exec(leaf)?.[1] : undefined;
  if (last !== undefined) values.add(place, name, decodeSafely(last));
}

/**
 * Every value of a transaction's rows that an exchange may hold too. `maskValue` gives the form a value takes
 * inside a token. Strings that hold JSON objects are opened once. At most 5,000, keys before the rest.
 */
export function transactionValues(
  transaction: Pick<Transaction, 'changes'>,
  maskValue: (value: string) => string,
): RowValue[] {
  const values = new RowValues(maskValue);
  transaction.changes.forEach((change, row) => {
    addRow(values, { table: change.table, row }, change.key, () => 'key');
    addRow(values, { table: change.table, row }, oldKey(change), () => 'key');
  });
  transaction.changes.forEach((change, row) => {
    addRow(values, { table: change.table, row }, restOf(change), roleIn(change));
  });
  return values.all();
}

/**
 * What an inserted row, or the moved part of an updated one, has besides values: columns that are NULL, true or
 * false, as `user null`, `active true`. Rows written for different reasons differ in it.
 */
export function rowMarks({ op, changed, key, after }: Change): string[] {
  if (op === 'delete' || op === 'truncate') return [];
  const moved = op === 'update' ? new Set(changed) : null;
  return Object.entries(after ?? {}).flatMap(([name, cell]) =>
    (cell === null || typeof cell === 'boolean') && (moved?.has(name) ?? !Object.hasOwn(key ?? {}, name))
      ? [`${name} ${cell}`]
      : [],
  );
}

/** Where a value stands: the table, and the change among those of its transaction. */
type RowPlace = Pick<RowValue, 'table' | 'row'>;

class RowValues {
  readonly #mask: (value: string) => string;
  readonly #values = new Map<string, RowValue>();

  constructor(mask: (value: string) => string) {
    this.#mask = mask;
  }

  add({ table, row }: RowPlace, column: string, value: string, role: RowValue['role']): void {
    if (value === '' || value.length > LONGEST_VALUE || this.#values.size >= MOST_ROW_VALUES) return;
    const name = `${table} ${column} ${role} ${value}`;
    if (!this.#values.has(name)) this.#values.set(name, { table, column, value, masked: this.#mask(value), role, row });
  }

  all(): RowValue[] {
    return [...this.#values.values()];
  }
}

type RoleOf = (column: string) => RowValue['role'];

/** The key before a change of the key itself. */
function oldKey({ key, before }: Change): Row | null {
  if (!key || !before) return null;
  return Object.fromEntries(
    Object.keys(key).flatMap((name) => (Object.hasOwn(before, name) ? [[name, before[name] ?? null]] : [])),
  );
}

/** The row without its key: as it is now, or as it was. */
function restOf({ key, before, after }: Change): Row | null {
  const row = after ?? before;
  return row && Object.fromEntries(Object.entries(row).filter(([name]) => !key || !Object.hasOwn(key, name)));
}

function roleIn({ op, changed }: Change): RoleOf {
  if (op === 'insert') return () => 'new';
  const moved = new Set(op === 'update' ? changed : null);
  return (column) => (moved.has(column) ? 'new' : 'same');
}

function addRow(values: RowValues, place: RowPlace, row: Row | null, roleOf: RoleOf): void {
  for (const [column, cell] of Object.entries(row ?? {})) addCell(values, place, column, cell, roleOf(column));
}

function addCell(values: RowValues, place: RowPlace, column: string, cell: Cell, role: RowValue['role']): void {
  if (typeof cell === 'number') values.add(place, column, canonicalNumber(cell), role);
  else if (typeof cell === 'string') addText(values, place, column, cell, role);
  else if (cell !== null && typeof cell === 'object' && 'digits' in cell)
    values.add(place, column, canonicalNumber(cell), role);
}

function addText(values: RowValues, place: RowPlace, column: string, text: string, role: RowValue['role']): void {
  if (!isNested(text) || text.length > LONGEST_NESTED) {
    values.add(place, column, text, role);
    return;
  }
  walkJson(text, ({ path, text: leaf, isString }) => {
    const name = path === '' ? column : `${column}.${path}`;
    values.add(place, name, isString ? leaf : canonicalNumber({ digits: leaf }), role);
    return undefined;
  });
}
