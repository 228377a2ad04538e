import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { findText, patternFor } from './find-text.ts';

/** Names of the highlights in find.module.css. */
const FOUND = 'ea-found';
const HERE = 'ea-found-here';

/** Elements whose text is looked through bear it; what the program added to them (numbers of marks) is left out. */
export const SEARCHED = { 'data-searched': true } as const;
const ADDED = '.ea-hidden, [data-added]';
const LINES = 'p, dt, dd, pre, div';

interface Held {
  readonly node: Text;
  readonly text: string;
  readonly line: Element | null;
}

function textsIn(card: Element): Held[] {
  const held: Held[] = [];
  for (const area of card.querySelectorAll('[data-searched]')) {
    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!(node instanceof Text) || parent?.closest(ADDED)) continue;
      held.push({ node, text: node.data, line: parent?.closest(LINES) ?? null });
    }
  }
  return held;
}

function rangesIn(card: Element, query: string): Range[] {
  const pattern = patternFor(query);
  if (!pattern) return [];
  const held = textsIn(card);
  return findText(held, pattern).flatMap(({ from, to }) => {
    const [start, end] = [held[from.piece]?.node, held[to.piece]?.node];
    if (!start || !end) return [];
    const range = new Range();
    range.setStart(start, from.offset);
    range.setEnd(end, to.offset);
    return [range];
  });
}

/** Drawn by the browser over the text: the text itself stays as it is. Older browsers only count. */
function draw(ranges: readonly Range[], here: Range | undefined): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(FOUND, new Highlight(...ranges));
  CSS.highlights.set(HERE, new Highlight(...(here ? [here] : [])));
}

export interface Found {
  readonly count: number;
  /** Place of the match that is looked at, from 0. */
  readonly at: number;
  /** To the next match, or with -1 to the one before; around the ends. */
  readonly step: (by: 1 | -1) => void;
}

/** Marks what was typed in all that `card` shows, and keeps the match that is looked at in view. */
export function useFind(card: RefObject<HTMLElement | null>, query: string, call: number): Found {
  const [ranges, setRanges] = useState<readonly Range[]>([]);
  const [wanted, setWanted] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text, or another call, is looked through from the first place on
  useLayoutEffect(() => setWanted(0), [query, call]);
  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    const look = () => setRanges(rangesIn(element, query));
    look();
    if (!patternFor(query)) return;
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [card, query]);
  const at = ranges.length === 0 ? 0 : wanted % ranges.length;
  const here = ranges[at];
  useEffect(() => {
    draw(ranges, here);
    return () => draw([], undefined);
  }, [ranges, here]);
  const count = ranges.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: not again when something folds, which brings new ranges
  useEffect(() => {
    here?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [query, wanted, count]);
  return {
    count,
    at,
    step: (by) => setWanted((at + by + count) % Math.max(1, count)),
  };
}
