import type { Cell } from '../../../shared/records.ts';
import type { Value, ValueObject } from '../rule.ts';

/** Values of bodies and rows, compared. */

export const isObject = (value: Value | undefined): value is ValueObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Canonical text: equal for equal values whatever the order of an object's members. */
export function digest(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(digest).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${digest(value[name] ?? null)}`).join(',')}}`;
}

/** Equal but for the order of array elements. */
export const digestUnordered = (value: Value): string => {
  if (Array.isArray(value)) return `[${value.map(digestUnordered).sort().join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${digestUnordered(value[name] ?? null)}`).join(',')}}`;
};

/** Every scalar with its path: `author.name`, `tags[0]`, `` for a body that is one. At most `most` of them. */
export function leavesOf(value: Value | undefined, most = 5_000): Map<string, null | boolean | number | string> {
  const leaves = new Map<string, null | boolean | number | string>();
  const visit = (each: Value, path: string): void => {
    if (leaves.size >= most) return;
    if (Array.isArray(each)) for (const [at, item] of each.entries()) visit(item, `${path}[${at}]`);
    else if (isObject(each))
      for (const [name, item] of Object.entries(each)) visit(item, path === '' ? name : `${path}.${name}`);
    else leaves.set(path, each as null | boolean | number | string);
  };
  if (value !== undefined) visit(value, '');
  return leaves;
}

/** A row's value as a body's: digits as text, a document or array out of its JSON text as it stands. Undefined: not captured. */
export function cellValue(cell: Cell | undefined): null | boolean | number | string | undefined {
  if (cell === undefined || cell === null || typeof cell !== 'object') return cell;
  return 'digits' in cell ? cell.digits : undefined;
}

/** A secret is hashed with new salt each time it is set: what its column holds says nothing. */
export const isMasked = (cell: Cell | undefined): boolean => typeof cell === 'string' && cell.includes('masked·');

/** Whether a body's value and a row's are the same: `"5"` and 5, `12.50` and 12.5, one moment in two spellings. */
export function isSameAsCell(value: Value, cell: Cell | undefined): boolean {
  const own = cellValue(cell);
  if (own === undefined) return false;
  if (own === null || value === null) return own === value;
  if (typeof value === 'object') return typeof own === 'string' && digest(value) === digestOfText(own);
  const [a, b] = [String(value), String(own)];
  return a === b || (isNumeric(a) && isNumeric(b) && Number(a) === Number(b) && a.length < 16) || isSameMoment(a, b);
}

const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

function digestOfText(text: string): string {
  try {
    return digest(JSON.parse(text) as Value);
  } catch {
    return text;
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** A time without a zone is taken for UTC. */
const momentOf = (text: string): number =>
  Date.parse(/(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(text) ? zoned(text) : `${text.replace(' ', 'T')}Z`);
const zoned = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');

const isSameMoment = (a: string, b: string): boolean => MOMENT.test(a) && MOMENT.test(b) && momentOf(a) === momentOf(b);
