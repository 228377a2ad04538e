import type { Bytes } from '../format.ts';
import { takeFirst } from '../unpack.ts';
import { LineSplitter, type Segment } from './lines.ts';
import { wrappingOf } from './wrapping.ts';

const HEAD = 64 * 1024;

/** A line of text and where it stands in the file. */
export interface TextLine {
  readonly text: string;
  readonly offset: number;
}

/** The lines of a log, whatever a client wrote around it. */
export async function* readLines(bytes: Bytes): AsyncGenerator<TextLine> {
  const { first, rest } = await takeFirst(bytes, HEAD);
  const unwrapper = wrappingOf(first.subarray(0, HEAD))?.unwrap();
  const lines = new LineSplitter();
  if (!unwrapper) {
    for await (const piece of rest) yield* decoded(lines.take(piece));
    return yield* decoded(lines.end());
  }
  for await (const piece of rest) for (const segment of unwrapper.take(piece)) yield* linesOf(segment);
  for (const segment of unwrapper.end()) yield* linesOf(segment);
}

/** The lines of a head (at most 64 KiB), the last perhaps cut; and what is wrapped around them, for people. */
export function sniffLines(head: Uint8Array): { readonly wrapping: string; readonly lines: readonly string[] } {
  const wrapping = wrappingOf(head);
  const unwrapper = wrapping?.unwrap();
  const bytes = unwrapper
    ? Buffer.concat([...unwrapper.take(head), ...unwrapper.end()].map((segment) => segment.bytes))
    : head;
  const lines = decoder.decode(bytes).split(/\r?\n/);
  return { wrapping: wrapping ? `, ${wrapping.words}` : '', lines };
}

const decoder = new TextDecoder();

function* decoded(lines: Iterable<Segment>): Generator<TextLine> {
  for (const { bytes, offset } of lines) yield { text: decoder.decode(bytes), offset };
}

/** A segment is whole lines: a record may hold line breaks. */
function* linesOf({ bytes, offset }: Segment): Generator<TextLine> {
  for (const text of decoder.decode(bytes).replace(/\n$/, '').split('\n')) yield { text, offset };
}
