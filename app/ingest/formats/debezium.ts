import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import { ChangeBuilder } from '../changes/change-builder.ts';
import { documentChange, isDocument } from '../changes/debezium/document.ts';
import { type Envelope, unwrap } from '../changes/debezium/envelope.ts';
import { columnsOf } from '../changes/debezium/row.ts';
import { isSnapshot, positionOf, stampOf, tableOf, transactionOf } from '../changes/debezium/source.ts';
import { Leavings, type RawContext } from '../changes/leavings.ts';
import { Repeats } from '../changes/repeats.ts';
import { commentsOf } from '../changes/sql-comments.ts';
import { jsonText, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import type { Scanned } from '../json-stream.ts';
import { type Outline, outlineText } from '../outline.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({ c: 'insert', u: 'update', d: 'delete', t: 'truncate' });

/**
 * Debezium's change events as JSON (debezium.io/documentation/reference): envelopes with or without Kafka Connect's
 * schema, rows of ExtractNewRecordState that keep table and operation, CloudEvents. Any connector.
 */
export const format = defineFormat({
  id: 'debezium',
  title: 'Debezium',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    for (const outline of outlines) {
      const seen = seenIn(outline);
      if (seen) return { title: `Debezium ${seen.title}${wrapping}`, why: seen.why };
    }
    return null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

interface Seen {
  readonly title: string;
  readonly why: string;
}

function seenIn(outline: Outline): Seen | null {
  const { names } = outline;
  if (names.includes('specversion') && names.some((name) => name.startsWith('iodebezium')))
    return { title: 'as CloudEvents', why: 'a record has specversion and attributes iodebezium…' };
  const wrapped =
    names.length === 2 && names.includes('schema') && outlineText(outline.raw('payload') ?? '', outline.cut);
  if (wrapped) return seenIn(wrapped) ?? null;
  const source = outlineText(outline.raw('source') ?? '', outline.cut);
  if (source?.names.includes('connector') && (names.includes('op') || names.includes('after')))
    return {
      title: `of ${source.text('connector') ?? 'a database'}`,
      why: 'a record has op, and a source with a connector',
    };
  const tells = names.find((name) => /^__(?:source_)?(?:table|collection)$/.test(name));
  if (tells && (names.includes('__op') || names.includes('__deleted')))
    return { title: 'rows without envelope', why: `a record has ${tells}, and __op or __deleted` };
  return null;
}

/** A change and where the database's log had it: a moved key comes as a delete and an insert of one place. */
interface Placed {
  readonly change: Change;
  readonly place: string;
}

class Reader {
  readonly #leavings = new Leavings();
  readonly #assembler = new Assembler(this.#leavings);
  readonly #builder = new ChangeBuilder({ nullsLeftOut: false });
  /** Tables whose updates came with a whole row before. */
  readonly #fullTables = new Set<string>();
  readonly #repeats = new Repeats();
  #last: { placed: Placed; envelope: Envelope } | null = null;
  #snapshots = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    else if (scanned.type === 'broken') yield this.#leavings.skip(scanned.reason, scanned.offset);
    else yield* this.#record(scanned.bytes, scanned.offset, scanned.key);
  }

  *end(): Generator<RawRecord> {
    yield* this.#flush();
    yield* this.#assembler.end();
    yield* this.#leavings.remarks();
    if (this.#snapshots > 0)
      yield { type: 'remark', text: `Rows of a snapshot, which are no changes, left out: ${this.#snapshots}.` };
  }

  *#record(bytes: Uint8Array, offset: number, key: string | undefined): Generator<RawRecord> {
    const envelope = unwrap(bytes, key);
    if (envelope === null) return yield this.#leavings.skip('not a Debezium event', offset);
    if (envelope === 'other') return this.#leavings.read();
    if (isSnapshot(envelope)) this.#snapshots++;
    else if (envelope.op === 'm') yield* this.#message(envelope, offset);
    else yield* this.#change(envelope, offset);
    this.#leavings.read();
  }

  *#message(envelope: Envelope, byteOffset: number): Generator<RawRecord> {
    const transaction = transactionOf(envelope);
    if (transaction === null) return this.#leavings.looseMessage();
    const text = Buffer.from(textOf(envelope.message?.content) ?? '', 'base64').toString('utf8');
    const context: RawContext[] = [{ carrier: 'message', prefix: textOf(envelope.message?.prefix) ?? '', text }];
    yield* this.#flush();
    yield* this.#assembler.add({ transaction, byteOffset, time: stampOf(envelope.source), context, changes: [] });
  }

  *#change(envelope: Envelope, offset: number): Generator<RawRecord> {
    const op = OPS[envelope.op];
    const table = tableOf(envelope.source);
    if (!op || !table) return yield this.#leavings.skip('not a Debezium event', offset);
    const position = positionOf(envelope.source);
    if (position !== null && this.#repeats.has(`${position} ${table} ${whatItSays(envelope)}`))
      return yield this.#leavings.skip('an event sent twice', offset);
    const change = this.#build(envelope, op, table, offset);
    const moved = this.#last && foldedKeyMove(this.#last.placed, change, position);
    if (moved && this.#last) this.#last = { placed: { change: moved, place: '' }, envelope: this.#last.envelope };
    else {
      yield* this.#flush();
      this.#last = { placed: { change, place: position ?? '' }, envelope };
    }
  }

  #build(envelope: Envelope, op: ChangeOp, table: string, byteOffset: number): Change {
    const { rowSchema } = envelope;
    if (isDocument(envelope)) return this.#builder.build(documentChange(envelope, op, table, byteOffset));
    const columns = op === 'delete' ? null : columnsOf(envelope.after, rowSchema);
    const before = columnsOf(envelope.before, rowSchema);
    if (before && columns && before.length >= columns.length) this.#fullTables.add(table);
    const identity = before && (this.#isWhole(envelope, table) ? before : before.filter(([, cell]) => cell !== null));
    const keyNames = envelope.key && Object.keys(envelope.key);
    return this.#builder.build({ op, table, columns, identity, keyNames, byteOffset });
  }

  /** PostgreSQL fills an old row that holds only the key with NULLs; so do rows without envelope. */
  #isWhole({ source, isFlat }: Envelope, table: string): boolean {
    return !isFlat && (source.connector !== 'postgresql' || this.#fullTables.has(table));
  }

  *#flush(): Generator<RawRecord> {
    const last = this.#last;
    this.#last = null;
    if (!last) return;
    const { placed, envelope } = last;
    yield* this.#assembler.add({
      transaction: transactionOf(envelope),
      byteOffset: placed.change.byteOffset,
      time: stampOf(envelope.source),
      context: commentsOf(textOf(envelope.source.query) ?? ''),
      changes: [placed.change],
    });
  }
}

const whatItSays = ({ op, before, after }: Envelope): string => `${op} ${jsonText([before, after])}`;

/** An update that moves a primary key is sent as a delete and an insert (documentation: "primary key updates"). */
function foldedKeyMove({ change: old, place }: Placed, change: Change, position: string | null): Change | null {
  if (old.op !== 'delete' || change.op !== 'insert' || old.table !== change.table) return null;
  if (place === '' || place !== position) return null;
  return { ...change, op: 'update', before: old.before, beforeImage: old.beforeImage, byteOffset: old.byteOffset };
}
