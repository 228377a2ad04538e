import { copyUnescaped } from './copy-text.ts';
import { CsvReader, type CsvScanned } from './csv.ts';
import { LineUnwrapper, type Segment, type Unwrapper } from './lines.ts';
import { isPsqlTable, psqlTable } from './psql-table.ts';

/** What stands around the records of a log, by the client that wrote the file. */
export interface Wrapping {
  /** For people, behind a format's name: `as psql prints it`. */
  readonly words: string;
  unwrap(): Unwrapper;
}

/** Recognises a wrapping by a file's head; null for a log as it is. */
export function wrappingOf(head: Uint8Array): Wrapping | null {
  const text = Buffer.from(head).toString('latin1');
  const known = WRAPPINGS.find((each) => each.is(text));
  if (known) return known;
  return isCopied(text) ? COPIED : null;
}

interface KnownWrapping extends Wrapping {
  is(text: string): boolean;
}

/** `strip` takes a line apart into the columns before the record, of which the last is the xid, and the record. */
const fromLine =
  (strip: (text: string) => { readonly text: string; readonly xid?: string | undefined }) =>
  ({ bytes, offset }: Segment): Segment => {
    const { text, xid } = strip(Buffer.from(bytes).toString('utf8'));
    return { bytes: Buffer.from(text), offset, xid };
  };

const COPY_COLUMNS = /^[\dA-F]+\/[\dA-F]+\t(\d+)\t/;
const UNALIGNED_COLUMNS = /^[\dA-F]+\/[\dA-F]+([|,;])(\d+)\1/;
/** `print.timestamp`, `print.partition`, `print.offset` of kafka-console-consumer. */
const CONSOLE_COLUMNS = /^(?:CreateTime:\d+|LogAppendTime:\d+|NO_TIMESTAMP|Partition:\d+|Offset:\d+)\t/;
/** A key before a value: a raw TAB never stands inside JSON on one line, and before it only as white space. */
const KEY_BEFORE_VALUE = /^(?:\{[^\n]*\}|null|[\w.:"-]+)\t(?:\{|null\r?\n)/;

const COPIED: Wrapping = {
  words: 'escaped by COPY',
  unwrap: () =>
    new LineUnwrapper(
      fromLine((line) => ({
        text: copyUnescaped(line.slice(line.lastIndexOf('\t') + 1)),
        xid: COPY_COLUMNS.exec(line)?.[1],
      })),
    ),
};

const WRAPPINGS: readonly KnownWrapping[] = [
  { words: 'as psql prints it', is: isPsqlTable, unwrap: () => new LineUnwrapper(psqlTable()) },
  {
    words: 'as CSV',
    is: (text) => /^(?:"?\w+"?,)*"?data"?\r?\n/i.test(text) || /^[\dA-F]+\/[\dA-F]+,\d+,/.test(text),
    unwrap: () => new CsvUnwrapper(),
  },
  {
    words: 'with lsn and xid, escaped by COPY',
    is: (text) => COPY_COLUMNS.test(text),
    unwrap: COPIED.unwrap,
  },
  {
    words: 'with lsn and xid',
    is: (text) => UNALIGNED_COLUMNS.test(text),
    unwrap: () =>
      new LineUnwrapper(
        fromLine((line) => ({ text: line.replace(UNALIGNED_COLUMNS, ''), xid: UNALIGNED_COLUMNS.exec(line)?.[2] })),
      ),
  },
  {
    words: 'as the Kafka console consumer prints it',
    is: (text) => CONSOLE_COLUMNS.test(text) || KEY_BEFORE_VALUE.test(text),
    unwrap: () => new LineUnwrapper(consoleValue),
  },
];

/** The value stands last, its key before it; `null` is a tombstone, which says nothing. */
function consoleValue({ bytes, offset }: Segment): Segment | null {
  const fields = Buffer.from(bytes).toString('utf8').split('\t');
  const value = fields.pop() ?? '';
  if (value === 'null' || value === '') return null;
  return { bytes: Buffer.from(value), offset, key: fields.findLast((field) => field.startsWith('{')) };
}

/** The last column of each row. */
class CsvUnwrapper implements Unwrapper {
  readonly #rows = new CsvReader();

  *take(piece: Uint8Array): Generator<Segment> {
    for (const row of this.#rows.take(piece)) yield* lastCell(row);
  }

  *end(): Generator<Segment> {
    for (const row of this.#rows.end()) yield* lastCell(row);
  }
}

function* lastCell(row: CsvScanned): Generator<Segment> {
  if (row.type !== 'row') return;
  const text = row.cells.at(-1)?.text ?? '';
  const beside = row.cells.at(-2)?.text ?? '';
  const xid = /^\d+$/.test(beside) ? beside : undefined;
  if (text.toLowerCase() !== 'data') yield { bytes: Buffer.from(`${text}\n`), offset: row.offset, xid };
}

const LINES_TRIED = 500;

/** COPY doubles backslashes, which makes JSON invalid wherever a string holds a quote. */
function isCopied(text: string): boolean {
  if (!text.includes('\\\\') || !/^\s*\{/.test(text)) return false;
  return text
    .split('\n', LINES_TRIED)
    .some((line) => line.includes('\\\\') && !isJson(line) && isJson(copyUnescaped(line)));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
