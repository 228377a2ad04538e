import type { TextPart } from './export-views.ts';

/** A text that comes in parts, from its first. */
export async function wholeText(first: TextPart, rest: (next: string) => Promise<TextPart>): Promise<string> {
  const texts = [first.text];
  for (let { next } = first; next !== null; ) {
    const part = await rest(next);
    texts.push(part.text);
    next = part.next;
  }
  return texts.join('');
}
