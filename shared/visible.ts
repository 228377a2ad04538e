/** Control characters but the tab, and what turns the direction of text: a terminal obeys them, a reader never sees them. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text of a capture as one line: what would act instead of showing, in a terminal most of all, stands as `\u{1b}`. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (sign) => (sign === '\t' ? sign : `\\u{${sign.codePointAt(0)?.toString(16)}}`));
