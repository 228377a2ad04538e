/** A string or number that stands as a value in JSON text. */
export interface Leaf {
  /** The member's own name; that of the array around it for an element; '' at the top. */
  readonly name: string;
  /** Names from the top, without array positions: `data.tags.name`. */
  readonly path: string;
  /** Decoded text of a string; the digits of a number. */
  readonly text: string;
  readonly isString: boolean;
  /** Where it stands in the text, quotes included. */
  readonly from: number;
  readonly to: number;
  /** The object or array around it, the same for all that stand in it; null at the top. */
  readonly parent: { readonly isObject: boolean } | null;
  /** True in an object whose own name passes the walker's test, also behind operators: `token: { _eq: … }`. */
  readonly isInside: boolean;
}

interface Frame {
  readonly isTop?: boolean;
  readonly isObject: boolean;
  /** Path of the container, with a closing dot. */
  readonly prefix: string;
  readonly isInside: boolean;
  name: string;
  expectsKey: boolean;
}

const TOP: Frame = { isTop: true, isObject: false, prefix: '', isInside: false, name: '', expectsKey: false };

/**
 * Visits the strings and numbers of JSON text in order, without parsing it as a whole: digits stay as they
 * are, and JSON that was cut off or is not quite valid gives what it holds. The visitor returns false to stop.
 */
export function walkJson(
  text: string,
  visit: (leaf: Leaf) => boolean | undefined,
  marksInside: (name: string) => boolean = () => false,
): void {
  const frames: Frame[] = [];
  let frame: Frame = { ...TOP };
  for (let at = 0; at < text.length; ) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      const end = endOfString(text, at + 1);
      const decoded = decode(text.slice(at + 1, end));
      if (frame.expectsKey) {
        frame.name = decoded;
        frame.expectsKey = false;
      } else if (visit(leafOf(frame, decoded, true, at, Math.min(end + 1, text.length))) === false) return;
      at = end + 1;
    } else if (char === 0x7b || char === 0x5b) {
      frames.push(frame);
      frame = opened(frame, char === 0x7b, marksInside);
      at++;
    } else if (char === 0x7d || char === 0x5d) {
      frame = frames.pop() ?? { ...TOP };
      at++;
    } else if (isNumberStart(char) && !frame.expectsKey) {
      const end = endOfNumber(text, at + 1);
      if (visit(leafOf(frame, text.slice(at, end), false, at, end)) === false) return;
      at = end;
    } else {
      if (char === 0x2c) frame.expectsKey = frame.isObject;
      at++;
    }
  }
}

/** Filters nest under names such as `_and`, `$in`. */
const OPERATOR = /^[_$]/;

function opened(parent: Frame, isObject: boolean, marksInside: (name: string) => boolean): Frame {
  const passedOn = parent.isInside && (!isObject || OPERATOR.test(parent.name));
  const isInside = passedOn || (isObject && parent.name !== '' && marksInside(parent.name));
  if (!isObject) return { isObject, prefix: parent.prefix, isInside, name: parent.name, expectsKey: false };
  const prefix = parent.name === '' ? parent.prefix : `${parent.prefix}${parent.name}.`;
  return { isObject, prefix, isInside, name: '', expectsKey: true };
}

function leafOf(frame: Frame, text: string, isString: boolean, from: number, to: number): Leaf {
  const { name, prefix, isInside } = frame;
  return { name, path: prefix + name, text, isString, from, to, parent: frame.isTop ? null : frame, isInside };
}

const isNumberStart = (char: number): boolean => (char >= 0x30 && char <= 0x39) || char === 0x2d;

function endOfNumber(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\d.eE+-]/.test(text[at] as string)) at++;
  return at;
}

/** Index of the closing quote, or the text's end where it was cut. */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return at;
    at += char === 0x5c ? 2 : 1;
  }
  return text.length;
}

/** An escape that was cut off, or is none, stays as it is. */
function decode(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

/** True for text that looks like a JSON object or array. */
export const isNested = (text: string): boolean => /^\s*(?:\{\s*["}]|\[\s*(?:["{[\]\d-]|true|false|null))/.test(text);
