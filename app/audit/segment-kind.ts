/** A static word, or a parameter by the name it bears: `id`, `courseKey`, `email`, `date`, `file`, `token`. */
export type SegmentKind = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/i;
const NUMBER = /^-?\d+$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])(-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?$/i;
const EMAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/.]+$/;
const VERSION = /^v\d+([.-]?\w+)?$/i;
/** Opaque keys of Open edX: `course-v1:org+course+run`, `block-v1:…`, `asset-v1:…`, `library-v1:…`. */
const OPAQUE_KEY = /^(course|block|library|asset|lib|lb)(-v\d+)?:[^\s:]+[+:]/i;
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const FILE = /^(.+?)\.((?:[a-z]+\.)*[a-z][a-z0-9]{0,5})$/i;

/** Reads a segment as it stands in the path, still percent-encoded. */
export function segmentKind(raw: string): SegmentKind {
  const segment = decode(raw);
  if (segment.includes('masked·') || JWT.test(segment)) return 'token';
  if (VERSION.test(segment) && segment.length < 12) return 'static';
  if (EMAIL.test(segment)) return 'email';
  const opaque = OPAQUE_KEY.exec(segment)?.[1]?.toLowerCase();
  if (opaque) return `${KEY_NAMES[opaque] ?? opaque}Key`;
  if (DATE.test(segment)) return 'date';
  if (isId(segment)) return 'id';
  return isGeneratedFile(segment) ? 'file' : 'static';
}

const KEY_NAMES: Readonly<Record<string, string>> = { lib: 'library', lb: 'block' };

/** Percent-decoded where that is possible; a broken escape stays as it is. */
export function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const isId = (segment: string): boolean =>
  NUMBER.test(segment) || UUID.test(segment) || isHex(segment) || isUlid(segment) || isRandom(segment);

/** Long enough for a hash or object id; short ones need several digits and letters: `cafe` and `beef` are words. */
const isHex = (segment: string): boolean =>
  /^[0-9a-f]{8,}$/i.test(segment) && count(segment, /\d/g) >= 2 && count(segment, /[a-f]/gi) >= 2;

const isUlid = (segment: string): boolean => ULID.test(segment) && count(segment, /\d/g) >= 2;

/**
 * Random text of nanoid, cuid, base64url and the like: letters and digits change places often, which words
 * and version numbers do not. Words joined by dashes are judged word by word and so stay slugs.
 */
function isRandom(segment: string): boolean {
  if (!/^[\w-]{10,}$/.test(segment)) return false;
  const swaps = count(segment, /\d(?=[a-z])|[a-z](?=\d)/gi);
  const mixed = /[a-z]/.test(segment) && /[A-Z]/.test(segment);
  if (mixed) return swaps >= 3 || (swaps > 0 && turns(segment) >= 4 && !isCamelCase(segment));
  return /^[a-z0-9]{16,}$/i.test(segment) && swaps >= 3;
}

/** How often letters change their case, or digits and letters meet. */
const turns = (segment: string): number => count(segment, /[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g);

const CAMEL_CASE =
  /^[A-Z]{0,6}[a-z]{2,}(?:[A-Z]{1,6}[a-z]{2,}|(?:As|At|By|Id|If|In|Is|Me|My|Of|On|Or|To|Up)(?![a-z])|[A-Z]{1,6}(?=\d|$)|\d+)*$/;

/** Words joined by capitals, as operations are named: `getUserById`, `searchByISBN13`. */
export const isCamelCase = (word: string): boolean => CAMEL_CASE.test(word);

/** A file named by a build's hash (`index-D4pPU6pR.css`) or by an id (`8f14e45f.png`). */
function isGeneratedFile(segment: string): boolean {
  const base = FILE.exec(segment)?.[1];
  return base !== undefined && (isId(base) || endings(base).some(isHash));
}

/** What stands behind each separator, up to the end: a hash may hold a dash itself. */
const endings = (base: string): string[] =>
  [...base.matchAll(/[-._]/g)].map((separator) => base.slice(separator.index + 1));

/** Bundlers write 8 characters of base64url or at least 8 of hex; `section1` and `download` are words. */
function isHash(part: string): boolean {
  if (isHex(part)) return true;
  if (!/^[\w-]{8}$/.test(part) || !/[a-z]/i.test(part)) return false;
  const mixed = /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(part);
  return mixed || !/[a-z]/.test(part) || count(part, /\d/g) >= 2 || (/\d/.test(part) && /[A-Z]/.test(part));
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
