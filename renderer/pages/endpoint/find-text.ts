/** A text as it stands on screen: many in a row where one line is drawn in pieces. */
export interface TextPiece {
  readonly text: string;
  /** The line it is part of: a match may go over pieces of one line, never over two lines. */
  readonly line: unknown;
}

/** A place in the pieces. */
export interface TextPoint {
  readonly piece: number;
  readonly offset: number;
}

export interface FoundText {
  readonly from: TextPoint;
  /** Just after its last sign. */
  readonly to: TextPoint;
}

const SIGNS = /[.*+?^${}()|[\]\\]/g;

/** What is looked for, as it is typed: capitals do not matter, no sign is special. Null where nothing is. */
export function patternFor(query: string): RegExp | null {
  const text = query.trim();
  return text === '' ? null : new RegExp(text.replace(SIGNS, String.raw`\$&`), 'giu');
}

/** Whether a text holds it. */
export const holdsText = (pattern: RegExp | null, text: string): boolean =>
  pattern !== null && text.search(pattern) >= 0;

/** Every place where it stands, in the order of the pieces. */
export function findText(pieces: readonly TextPiece[], pattern: RegExp): FoundText[] {
  const starts: number[] = [];
  let whole = '';
  for (const [at, { text, line }] of pieces.entries()) {
    if (at > 0 && pieces[at - 1]?.line !== line) whole += '\n';
    starts.push(whole.length);
    whole += text;
  }
  let piece = 0;
  const pointAt = (place: number): TextPoint => {
    while (place >= (starts[piece + 1] ?? Infinity)) piece++;
    return { piece, offset: place - (starts[piece] ?? 0) };
  };
  return Array.from(whole.matchAll(pattern), ({ index, 0: text }) => {
    const from = pointAt(index);
    const last = pointAt(index + text.length - 1);
    return { from, to: { piece: last.piece, offset: last.offset + 1 } };
  });
}
