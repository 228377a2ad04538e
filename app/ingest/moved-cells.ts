const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;

/**
 * The places of the values that are others than in a row's text of the same columns. Equal values have equal texts; one
 * that was not captured has not moved.
 */
export function movedCells(before: string, values: readonly string[]): number[] {
  const moved: number[] = [];
  let from = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as string;
    const end = from + value.length;
    if (before.startsWith(value, from) && (end === before.length || before.charCodeAt(end) === COMMA)) from = end + 1;
    else {
      if (!before.startsWith('{"notCaptured"', from)) moved.push(at);
      from = endOfValue(before, from) + 1;
    }
  }
  return moved;
}

function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return endOfString(text, from + 1);
  const end = text.indexOf(first === OPEN_BRACE ? '}' : ',', from);
  return first === OPEN_BRACE ? end + 1 : end < 0 ? text.length : end;
}

function endOfString(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}
