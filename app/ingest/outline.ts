import { scanValues } from './json-stream.ts';

/** The members of a head's first JSON object: their names, and their own text as far as it goes. */
export interface Outline {
  readonly names: readonly string[];
  /** True when the head ends inside the object. */
  readonly cut: boolean;
  /** A member's raw JSON, perhaps cut. */
  raw(name: string): string | null;
  /** A member that is a whole string, decoded. */
  text(name: string): string | null;
}

const LINES_TRIED = 20;

/** Outlines the first object of a head; broken lines before it are passed over. Null where there is none. */
export function outlineOf(head: Uint8Array): Outline | null {
  let tried = 0;
  for (const scanned of scanValues(head)) {
    if (scanned.type === 'value') return outlineText(decode(scanned.bytes), false);
    if (scanned.type === 'cut') return outlineText(decode(head.subarray(scanned.offset)), true);
    if (++tried >= LINES_TRIED) return null;
  }
  return null;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;
const SPACE = /\s*/y;

/** The same for the text of one object, as a member's raw JSON. */
export function outlineText(text: string, cut: boolean): Outline | null {
  if (!text.startsWith('{')) return null;
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | null = null;
  let valueFrom = -1;
  for (let at = 0; at < text.length; ) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = TOKEN.lastIndex = SPACE.lastIndex;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) break;
    const ends = depth === 1 && (token === ',' || token === '}');
    if (ends && name !== null) {
      members.set(name, text.slice(valueFrom, at).trimEnd());
      name = null;
    } else if (depth === 1 && name === null && token.startsWith('"')) name = parseString(token);
    else if (depth === 1 && token === ':' && name !== null && !members.has(name)) {
      valueFrom = at + 1;
      members.set(name, '');
    }
    if (token === '{' || token === '[') depth++;
    else if ((token === '}' || token === ']') && --depth === 0) break;
    at += token.length;
  }
  if (name !== null && members.has(name)) members.set(name, text.slice(valueFrom));
  return outline(members, cut);
}

function outline(members: ReadonlyMap<string, string>, cut: boolean): Outline {
  const raw = (name: string): string | null => members.get(name)?.trimStart() ?? null;
  return {
    names: [...members.keys()],
    cut,
    raw,
    text(name) {
      const value = raw(name);
      return value?.startsWith('"') ? parseString(value) : null;
    },
  };
}

function parseString(token: string): string | null {
  try {
    return JSON.parse(token) as string;
  } catch {
    return null;
  }
}
