import type { Segment } from './lines.ts';

/** The head of a table in psql's aligned form whose last column is `data`; names are centred over the widest record. */
const HEADER = /^ *(?:\w+ *\| *)*"?data"? *$/;
const WIDE_HEADER = / {200,}/y;
/** The column before the last one. */
const XID = /\| *(\d+) *\| *$/;
const ROWS = /^\(\d+ rows?\)$/;

/** Whether a text begins with the heading of a table that psql printed aligned. */
export function isPsqlTable(text: string): boolean {
  WIDE_HEADER.lastIndex = 0;
  if (WIDE_HEADER.test(text)) return true;
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  return HEADER.test(first) && /^-[-+]*$/.test(second);
}

/**
 * Takes a table apart that psql printed aligned: gives the last column of each line. A record of several lines
 * is told by the `+` behind all but its last.
 */
export function psqlTable(): (line: Segment) => Segment | null {
  let width = 0;
  let start = -1;
  let xid: string | undefined;
  return ({ bytes, offset }) => {
    if (start < 0) {
      if (bytes[0] !== DASH) return null;
      width = bytes.length;
      start = bytes.lastIndexOf(PLUS) + 2;
      return null;
    }
    if (bytes.length === 0) return null;
    if (bytes[0] === PARENTHESIS && ROWS.test(Buffer.from(bytes).toString('latin1').trim())) {
      start = -1;
      return null;
    }
    // Further lines of a record have nothing in the columns before it.
    xid = XID.exec(Buffer.from(bytes.subarray(0, start)).toString('latin1'))?.[1] ?? xid;
    return { bytes: withoutMark(bytes.subarray(start), width - start), offset: offset + start, xid };
  };
}

const DASH = 0x2d;
const PLUS = 0x2b;
const PARENTHESIS = 0x28;
const SPACE = 0x20;

/** Padding before the mark shows that it is one; a line without padding is as wide as the table. */
function withoutMark(bytes: Uint8Array, width: number): Uint8Array {
  const isMarked = bytes.at(-1) === PLUS && (bytes.at(-2) === SPACE || bytes.length >= width);
  let end = isMarked ? bytes.length - 1 : bytes.length;
  while (end > 0 && bytes[end - 1] === SPACE) end--;
  return bytes.subarray(0, end);
}
