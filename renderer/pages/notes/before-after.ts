import type { Block } from './markdown-blocks.ts';

/** Places in a note's blocks: `from` the call before, `middle` the calls after, `to` what comes then. */
export interface PairPlaces {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

const isHeading = (block: Block | undefined): boolean => block?.kind === 'heading';
const says = (block: Block, word: string): boolean =>
  block.kind === 'paragraph' && new RegExp(`^${word}(?::|$)`).test(block.text);

/** The calls before and after, as the notes write them; null where a note has none, or words them otherwise. */
export function pairIn(blocks: readonly Block[]): PairPlaces | null {
  const head = blocks.findIndex((block) => block.kind === 'heading' && block.text === 'Before and after');
  const from = head + 1;
  const next = blocks[from];
  if (head < 0 || !next || !says(next, 'Before')) return null;
  const end = blocks.findIndex((block, i) => i > head && isHeading(block));
  const to = end < 0 ? blocks.length : end;
  const middle = blocks.findIndex((block, i) => i > from && i < to && says(block, 'After'));
  return middle < 0 ? null : { from, middle, to };
}
