import { Pieces } from '../value-scanner.ts';

/** A row of CSV (RFC 4180), a place that is none, or an input that ends inside a quoted cell. */
export type CsvScanned =
  | { readonly type: 'row'; readonly cells: readonly CsvCell[]; readonly offset: number }
  | { readonly type: 'broken'; readonly offset: number; readonly reason: string }
  | { readonly type: 'cut'; readonly offset: number; readonly reason: string };

/** `quoted` tells an empty text from NULL, where the writer tells them apart. */
export interface CsvCell {
  readonly text: string;
  readonly quoted: boolean;
}

export type CsvRow = Extract<CsvScanned, { type: 'row' }>;

const QUOTE = 0x22;
const NEWLINE = 0x0a;
/** A quote that stands alone would make one row of all that follows. */
const LONGEST_ROW = 64 * 1024 * 1024;

/** Reads CSV that arrives in pieces. Holds one row at a time; cells may hold line breaks. */
export class CsvReader {
  readonly #delimiter: string;
  #pieces = new Pieces();
  #held = 0;
  #inQuotes = false;
  #isLost = false;
  #offset = 0;
  #start = 0;

  constructor(delimiter = ',') {
    this.#delimiter = delimiter;
  }

  *take(piece: Uint8Array): Generator<CsvScanned> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte === QUOTE) this.#inQuotes = !this.#inQuotes;
      else if (byte === NEWLINE && !this.#inQuotes) {
        yield* this.#row(piece.subarray(from, at));
        from = at + 1;
        this.#start = this.#offset + from;
      }
    }
    this.#hold(piece.subarray(from));
    this.#offset += piece.length;
    if (this.#held > LONGEST_ROW) yield this.#giveUp();
  }

  *end(): Generator<CsvScanned> {
    if (this.#inQuotes) yield { type: 'cut', offset: this.#start, reason: 'the file ends inside a quoted cell' };
    else if (this.#held > 0) yield* this.#row(new Uint8Array(0));
    this.#held = 0;
  }

  #hold(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#held += part.length;
    if (!this.#isLost) this.#pieces.hold(part);
  }

  *#row(tail: Uint8Array): Generator<CsvScanned> {
    const bytes = this.#isLost ? null : this.#pieces.whole(tail);
    this.#held = 0;
    this.#isLost = false;
    const text = bytes && decoder.decode(bytes).replace(/\r$/, '');
    if (text) yield { type: 'row', cells: cellsOf(text, this.#delimiter), offset: this.#start };
  }

  #giveUp(): CsvScanned {
    const offset = this.#start;
    this.#pieces = new Pieces();
    this.#held = 0;
    this.#isLost = true;
    this.#inQuotes = false;
    return { type: 'broken', offset, reason: 'a row of more than 64 MiB: a quote that is not closed' };
  }
}

const decoder = new TextDecoder();

/** The cells of one row. Text behind a closing quote belongs to the cell. */
export function cellsOf(row: string, delimiter = ','): CsvCell[] {
  const cells: CsvCell[] = [];
  for (let at = 0; at <= row.length; at++) {
    if (row[at] !== '"') {
      const end = endOf(row, delimiter, at);
      cells.push({ text: row.slice(at, end), quoted: false });
      at = end;
      continue;
    }
    let text = '';
    let from = at + 1;
    for (;;) {
      const quote = row.indexOf('"', from);
      text += row.slice(from, quote < 0 ? row.length : quote);
      from = quote < 0 ? row.length : quote + 1;
      if (row[from] !== '"') break;
      text += '"';
      from++;
    }
    const end = endOf(row, delimiter, from);
    cells.push({ text: text + row.slice(from, end), quoted: true });
    at = end;
  }
  return cells;
}

function endOf(row: string, delimiter: string, from: number): number {
  const end = row.indexOf(delimiter, from);
  return end < 0 ? row.length : end;
}
