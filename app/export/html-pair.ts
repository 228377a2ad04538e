/** What is looked at of a token of the Markdown reader. */
export interface ReadToken {
  readonly type: string;
  readonly level: number;
  readonly content: string;
}

/** Places among the tokens: `from` the call before, `middle` the calls after, `to` what comes then. */
export interface PairPlaces {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

const isHeading = (token: ReadToken | undefined): boolean => token?.type === 'heading_open';

/** Whether a paragraph begins here that says the word, alone or before a colon. */
const says = (tokens: readonly ReadToken[], at: number, word: string): boolean =>
  tokens[at]?.type === 'paragraph_open' &&
  tokens[at].level === 0 &&
  new RegExp(`^${word}(?::|$)`).test(tokens[at + 1]?.content ?? '');

/** Every pair of calls before and after, as the notes write them; what is worded otherwise stays one column. */
export function pairsIn(tokens: readonly ReadToken[]): PairPlaces[] {
  return tokens.flatMap((token, head) => {
    if (!isHeading(token) || tokens[head + 1]?.content !== 'Before and after') return [];
    // A heading is three tokens: it opens, its text, it closes.
    const from = head + 3;
    if (!says(tokens, from, 'Before')) return [];
    const end = tokens.findIndex((other, at) => at > head && isHeading(other));
    const to = end < 0 ? tokens.length : end;
    const middle = tokens.findIndex((_, at) => at > from && at < to && says(tokens, at, 'After'));
    return middle < 0 ? [] : [{ from, middle, to }];
  });
}
