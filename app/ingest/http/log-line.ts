import { ExactNumber, isObject, type Json, type JsonObject } from '../lossless.ts';

/** One line of an access log: values by name, whatever the case and the signs between words. */
export class LogLine {
  readonly #values = new Map<string, string>();

  constructor(line: JsonObject) {
    this.#add(line, '');
  }

  /** The first of these that says something. Servers write `-` for nothing. */
  text(...names: string[]): string | null {
    for (const name of names) {
      const value = this.#values.get(name);
      if (value !== undefined && value !== '' && value !== '-') return value;
    }
    return null;
  }

  number(...names: string[]): number | null {
    const text = this.text(...names);
    const number = text === null ? Number.NaN : Number(text);
    return Number.isFinite(number) ? number : null;
  }

  /** Objects are one level deep at most: `{"request": {"method": …}}` is `requestmethod`. */
  #add(object: JsonObject, prefix: string): void {
    for (const [name, value] of Object.entries(object)) {
      const bare = prefix + bareName(name);
      if (isObject(value) && prefix === '') this.#add(value, bare);
      else this.#set(bare, scalarOf(Array.isArray(value) ? value[0] : value));
    }
  }

  #set(name: string, value: string | null): void {
    if (value !== null && !this.#values.has(name)) this.#values.set(name, value);
  }
}

/** `requestMethod`, `request_method` and `request-method` are one name. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '');

function scalarOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.digits;
  return typeof value === 'number' ? String(value) : null;
}
