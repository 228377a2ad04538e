import type { Change, ChangeOp, Stamp } from '../../../shared/records.ts';
import { ChangeBuilder, type Column } from '../changes/change-builder.ts';
import { columnsOf, tablesAt } from '../changes/decoded-tuple.ts';
import { Leavings, type RawContext } from '../changes/leavings.ts';
import { truncateOf } from '../changes/rows.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import { readLines, sniffLines, type TextLine } from '../unwrap/text-lines.ts';

const BEGIN = /^BEGIN(?: (\d+))?$/;
const COMMIT = /^COMMIT(?: (\d+))?(?: \(at (.+)\))?$/;
const MESSAGE = /^message: transactional: ([01]) prefix: (.*), sz: (\d+) content:/;
const RECORD = /^(?:table |message: )/;
const OPS: Readonly<Record<string, ChangeOp>> = { INSERT: 'insert', UPDATE: 'update', DELETE: 'delete' };
const LINES_TRIED = 50;
const NEW_TUPLE = ' new-tuple: ';
const OLD_KEY = 'old-key: ';

/** PostgreSQL's contrib/test_decoding: one text record per change, BEGIN and COMMIT around each transaction. */
export const format = defineFormat({
  id: 'test-decoding',
  title: 'test_decoding',
  kind: 'changes',

  sniff(head) {
    const { wrapping, lines } = sniffLines(head);
    const first = lines.slice(0, LINES_TRIED).findIndex((line, at) => BEGIN.test(line) && follows(lines[at + 1] ?? ''));
    if (first < 0) return null;
    return {
      title: `test_decoding${wrapping}`,
      why: `a line "${lines[first]}" and behind it a record of test_decoding`,
    };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const line of readLines(bytes)) yield* reader.take(line);
    yield* reader.end();
  },
});

const follows = (line: string): boolean => RECORD.test(line) || COMMIT.test(line);

interface Group {
  readonly xid: string | null;
  readonly byteOffset: number;
  readonly context: RawContext[];
  readonly changes: Change[];
}

/** A record of several lines: text values and messages hold line breaks. */
interface Open {
  readonly lines: string[];
  readonly offset: number;
  /** Told each line once; true when the record is whole. */
  readonly isWhole: (line: string) => boolean;
}

class Reader {
  readonly #leavings = new Leavings();
  readonly #builder = new ChangeBuilder({ nullsLeftOut: true });
  #group: Group | null = null;
  #open: Open | null = null;

  *take(line: TextLine): Generator<RawRecord> {
    const isBound = BEGIN.test(line.text) || COMMIT.test(line.text);
    if (this.#open && !isBound) return yield* this.#goOn(this.#open, `\n${line.text}`);
    if (this.#open) yield this.#leavings.skip('a record that breaks off', this.#open.offset);
    this.#open = null;
    if (isBound) yield* this.#bound(line);
    else if (RECORD.test(line.text)) {
      const isWhole = line.text.startsWith('table ') ? closer() : messageEnd();
      this.#open = { lines: [], offset: line.offset, isWhole };
      yield* this.#goOn(this.#open, line.text);
    } else if (line.text !== '') yield this.#leavings.skip('not a test_decoding record', line.offset);
  }

  *end(): Generator<RawRecord> {
    const cut = this.#open?.offset ?? this.#group?.byteOffset;
    if (cut !== undefined) yield { type: 'damage', offset: cut, reason: `the file ends inside ${this.#place()}` };
    yield* this.#leavings.remarks();
  }

  #place(): string {
    return this.#group?.xid ? `transaction ${this.#group.xid}` : 'a transaction';
  }

  *#goOn(open: Open, line: string): Generator<RawRecord> {
    open.lines.push(line);
    if (!open.isWhole(line)) return;
    this.#open = null;
    const text = open.lines.join('');
    if (text.startsWith('message: ')) this.#message(text);
    else yield* this.#table(text, open.offset);
  }

  *#bound({ text, offset }: TextLine): Generator<RawRecord> {
    const begin = BEGIN.exec(text);
    if (begin) {
      this.#leavings.read();
      if (this.#group) yield this.#leavings.skip('a transaction without its end', this.#group.byteOffset);
      this.#group = { xid: begin[1] ?? null, byteOffset: offset, context: [], changes: [] };
      return;
    }
    const group = this.#group;
    this.#group = null;
    if (!group) return yield this.#leavings.skip('the end of a transaction that did not begin here', offset);
    this.#leavings.read();
    const { byteOffset, context, changes } = group;
    const time = stampOf(COMMIT.exec(text)?.[2]);
    const sourceId = group.xid ?? `@${byteOffset}`;
    const finished = this.#leavings.finish({ sourceId, byteOffset, time, context, changes }, null);
    if (finished) yield finished;
  }

  #message(text: string): void {
    this.#leavings.read();
    const [all = '', transactional, prefix = '', size] = MESSAGE.exec(text) ?? [];
    const content = Buffer.from(text.slice(all.length)).subarray(0, Number(size)).toString();
    if (transactional !== '1' || !this.#group) this.#leavings.looseMessage();
    else this.#group.context.push({ carrier: 'message', prefix, text: content });
  }

  *#table(text: string, offset: number): Generator<RawRecord> {
    const { tables, end } = tablesAt(text, 'table '.length);
    const [, op = '', rest = ''] = /^: ([A-Z]+): ([\s\S]*)$/.exec(text.slice(end)) ?? [];
    if (!this.#group) return yield this.#leavings.skip('a change outside any transaction', offset);
    const changes =
      op === 'TRUNCATE' ? tables.map((table) => truncateOf(table, offset)) : this.#row(tables, op, rest, offset);
    if (!changes) return yield this.#leavings.skip('not a test_decoding record', offset);
    this.#leavings.read();
    this.#group.changes.push(...changes);
  }

  #row([table]: readonly string[], opName: string, rest: string, byteOffset: number): Change[] | null {
    const op = OPS[opName];
    const images = imagesOf(op, rest);
    if (!op || !table || !images) return null;
    return [this.#builder.build({ op, table, ...images, keyNames: null, byteOffset })];
  }
}

interface Images {
  readonly columns: readonly Column[] | null;
  readonly identity: readonly Column[] | null;
}

/** The key, or the whole old row, stands before the new one where it moved or the table keeps it. */
function imagesOf(op: ChangeOp | undefined, rest: string): Images | null {
  if (rest === '(no-tuple-data)') return { columns: null, identity: null };
  const split = rest.startsWith(OLD_KEY) ? newTupleAt(rest) : -1;
  const identity = split < 0 ? null : columnsOf(rest.slice(OLD_KEY.length, split));
  const columns = columnsOf(split < 0 ? rest : rest.slice(split + NEW_TUPLE.length));
  if (!columns || (split >= 0 && !identity)) return null;
  return op === 'delete' ? { columns: null, identity: columns } : { columns, identity };
}

/** Outside quotes. */
function newTupleAt(text: string): number {
  const isWhole = closer();
  let told = 0;
  for (let at = text.indexOf(NEW_TUPLE); at >= 0; at = text.indexOf(NEW_TUPLE, at + 1)) {
    if (isWhole(text.slice(told, at))) return at;
    told = at;
  }
  return -1;
}

/** Whether all quotes are closed behind the text that is told next. */
function closer(): (text: string) => boolean {
  let quote = '';
  return (text) => {
    for (const char of text) {
      if (quote === '' && (char === "'" || char === '"')) quote = char;
      else if (char === quote) quote = '';
    }
    return quote === '';
  };
}

/** Whether as many bytes of content have come as the message's head says; what has no head is over at once. */
function messageEnd(): (text: string) => boolean {
  let missing: number | null = null;
  return (text) => {
    const [all = '', , , size] = missing === null ? (MESSAGE.exec(text) ?? []) : [];
    missing = (missing ?? Number(size ?? 0)) - Buffer.byteLength(text.slice(all.length));
    return missing <= 0;
  };
}

function stampOf(text: string | undefined): Stamp | null {
  const instant = text === undefined ? null : parseInstant(text);
  return instant && { us: instant.us, resolutionUs: 1, kind: 'commit' };
}
