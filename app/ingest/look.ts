import { maskText } from './masking/text.ts';
import { outlineOf } from './outline.ts';
import { KNOWN_NAMES } from './secrets.ts';

const MOST_NAMES = 12;
const LONGEST_NAME = 40;

/** What the beginning of an unknown file looks like, for people: names of members or columns, never values of them. */
export function lookOf(head: Uint8Array): string {
  const begins = `The file begins with ${beginningOf(head)}.`;
  const names = outlineOf(head)?.names ?? [];
  if (names.length > 0) return `${begins} The first record is a JSON object with ${listed(names)}.`;
  const columns = columnsOf(new TextDecoder().decode(head.subarray(0, 4096)));
  if (columns.length > 1) return `${begins} The first line has ${columns.length} columns: ${listed(columns)}.`;
  return begins;
}

/** The first 60 characters, quoted; control characters escaped, and long runs that may be secrets shortened. */
function beginningOf(head: Uint8Array): string {
  const text = new TextDecoder().decode(head.subarray(0, 400));
  // Shown, never stored; still no secret should stand on a screen.
  const masked = maskText(text, { names: KNOWN_NAMES, hide: () => '…' }, '');
  const shown = shortened([...masked].slice(0, 60).join(''));
  const escaped = JSON.stringify(shown).replace(/[\u007f-\u009f\ufffd]/g, '?');
  return text.length > shown.length ? `${escaped.slice(0, -1)}…"` : escaped;
}

const shortened = (text: string): string => text.replace(/[\w+/=.-]{24,}/g, (run) => `${run.slice(0, 8)}…`);

/** Column names of a first line that looks like a heading: words, not numbers or dates. */
function columnsOf(text: string): string[] {
  const [line = '', ...rest] = text.split(/\r?\n/);
  const separator = [',', '\t', ';'].find((sign) => line.includes(sign));
  if (!separator || rest.length === 0) return [];
  const columns = line.split(separator).map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
  return columns.every((column) => /^[A-Za-z_][\w .-]{0,60}$/.test(column)) ? columns : [];
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMES)
    .map((name) => shortened(name.replace(/\p{C}/gu, '?').slice(0, LONGEST_NAME)));
  return names.length > MOST_NAMES ? `${shown.join(', ')} and ${names.length - MOST_NAMES} more` : shown.join(', ');
}
