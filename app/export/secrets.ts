/** A mask's mark, plain or as it stands in an address. */
const MARK = /masked(?:·|%C2%B7|\\u00b7)[0-9a-f]{1,16}/gi;

/** A text as it may leave, and how many masked values were taken out of it. */
export interface Cleared {
  readonly text: string;
  readonly leftOut: number;
}

/** Nothing that leaves holds a mask: equal secrets have equal marks, so even a mark tells something. */
export function clearOfSecrets(text: string): Cleared {
  let leftOut = 0;
  const cleared = text.replace(MARK, () => {
    leftOut += 1;
    return '(left out)';
  });
  return { text: cleared, leftOut };
}
