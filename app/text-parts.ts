import { randomUUID } from 'node:crypto';
import type { TextPart } from '../shared/export-views.ts';
import { BadInput } from './calls.ts';

/** Characters that are written and sent without a rest. */
const PART = 500_000;
/** Texts that are read at the same time: each page reads one. */
const MOST_KEPT = 4;

export interface TextParts {
  /** The beginning of a text, and how to ask for what follows. */
  begin(text: string): TextPart;
  /** @throws BadInput when so many other texts were begun meanwhile that this one is forgotten */
  rest(next: string): TextPart;
}

/** Gives long texts part by part: whoever waits for another answer meanwhile waits for a part. */
export function createTextParts(size = PART): TextParts {
  const kept = new Map<string, string>();
  const partOf = (id: string, text: string, from: number): TextPart => {
    const isLast = from + size >= text.length;
    if (isLast) kept.delete(id);
    return { text: text.slice(from, from + size), next: isLast ? null : `${id} ${from + size}` };
  };
  return {
    begin(text) {
      const id = randomUUID();
      if (text.length > size) kept.set(id, text);
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return partOf(id, text, 0);
    },
    rest(next) {
      const [id = '', from = ''] = next.split(' ');
      const text = kept.get(id);
      if (text === undefined) throw new BadInput('Others were exported meanwhile: export it again');
      return partOf(id, text, Number(from));
    },
  };
}
