/**
 * The filter language, the same on every page: a space is *and*; `a,b` inside a value is *or*; `-` before a term is
 * *not*; quotes keep spaces; `*` stands for anything; numbers take `>` `<` `..`. `sort:` orders instead of filtering.
 */
export interface Term {
  /** Where it stands in the text: [start, end). */
  readonly start: number;
  readonly end: number;
  /** As typed. */
  readonly text: string;
  readonly negated: boolean;
  /** `table` of `table:page_hits`; null for a free word. */
  readonly name: string | null;
  /** The alternatives, without quotes. */
  readonly values: readonly string[];
  /** False while a quote is still open or the value has not begun. */
  readonly finished: boolean;
}

/** A run of anything but spaces, where quotes may hold spaces; an open quote runs to the end. */
const WORDS = /(?:"[^"]*(?:"|$)|[^\s"])+/g;
const NAMED = /^([a-z][a-z-]*):(?!\/\/)(.*)$/is;

/** The terms of a text, in its order. Never fails: what is no term yet is a free word. */
export function parseFilter(text: string): Term[] {
  return [...text.matchAll(WORDS)].map((found) => toTerm(found[0], found.index));
}

function toTerm(text: string, start: number): Term {
  const negated = text.startsWith('-') && text.length > 1;
  const bare = negated ? text.slice(1) : text;
  const named = NAMED.exec(bare);
  const value = named ? (named[2] ?? '') : bare;
  return {
    start,
    end: start + text.length,
    text,
    negated,
    name: named?.[1]?.toLowerCase() ?? null,
    values: named ? splitValues(value) : [unquote(value)],
    finished: value !== '' && countQuotes(text) % 2 === 0,
  };
}

const countQuotes = (text: string): number => text.split('"').length - 1;
const unquote = (value: string): string => value.replaceAll('"', '');

/** `a,"b, c"` is a and `b, c`. */
function splitValues(value: string): string[] {
  const parts = value.match(/(?:"[^"]*(?:"|$)|[^,"])+/g) ?? [];
  return parts.map(unquote).filter((part) => part !== '');
}

/** A term as it is typed: quoted where the value needs it. */
export function writeTerm(name: string, value: string): string {
  return `${name}:${/[\s,"]/.test(value) ? `"${unquote(value)}"` : value}`;
}

/** The text with a term added, or as it was when it holds the term already. */
export function withTerm(text: string, term: string): string {
  return parseFilter(text).some((other) => other.text === term) ? text : `${text} ${term}`.trim();
}

/** The text with one term replaced, or taken away by ''. */
export function replaceTerm(text: string, { start, end }: Term, by: string): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`.replace(/ {2,}/g, ' ').trim();
}
