import type { RawRecord } from '../../format.ts';
import type { Leavings, RawContext } from '../leavings.ts';
import { commentsOf } from '../sql-comments.ts';
import { isFailure, isOutside, type LogEntry } from './line.ts';
import { type Audit, parseMessage, parseParameters } from './message.ts';
import { auditedWrites, changesOf, partsOf, type Statement } from './statement.ts';
import { type LogTime, parseLogTime } from './time.ts';

/** A transaction of one session while its lines go by. */
interface Open {
  readonly vxid: string | null;
  readonly offset: number;
  xid: string | null;
  /** The last thing known of the xid: `none` before it was given. */
  xidSeen: 'none' | 'given' | null;
  isExplicit: boolean;
  hasFailed: boolean;
  /** When the last statement ended, or began where its end is not logged. */
  time: LogTime | null;
  isEnd: boolean;
  statements: Statement[];
  /** The statements of the last line: an xid that appears behind them was given to them. */
  latest: readonly Statement[];
  readonly savepoints: { readonly name: string; readonly length: number }[];
  readonly context: RawContext[];
}

/** Sessions whose end is not logged are let go at some point. */
const MOST_SESSIONS = 10_000;
/** A transaction of thousands of statements says what caused it in its first ones. */
const MOST_CONTEXT = 100;

/**
 * Puts the log's lines together to transactions: lines of one session and one virtual id belong together, and the xid
 * that any of them has is the transaction's. What failed or was rolled back is left out.
 */
export class Sessions {
  readonly #leavings: Leavings;
  readonly #open = new Map<string, Open>();
  readonly #doubtfulZones = new Set<string>();
  #unproven = 0;
  #unended = 0;
  #controls = 0;
  #statements = 0;

  constructor(leavings: Leavings) {
    this.#leavings = leavings;
  }

  *take(entry: LogEntry): Generator<RawRecord> {
    const time = parseLogTime(entry.time);
    if (!time) return yield this.#leavings.skip('a line without a time', entry.offset);
    if (time.doubtful) this.#doubtfulZones.add(time.doubtful);
    this.#leavings.read();
    const message = parseMessage(entry.message);
    yield* this.#closePassed(entry);
    if (isFailure(entry)) return this.#fail(entry);
    if (message.type === 'statement') yield* this.#statement(entry, message.sql, message.isOver, time);
    else if (message.type === 'audit') this.#audit(entry, message.audit, time);
    else if (message.type === 'duration') yield* this.#duration(entry, time);
    else this.#seeXid(entry);
  }

  *end(): Generator<RawRecord> {
    for (const session of [...this.#open.keys()]) yield* this.#close(session);
    yield* this.#leavings.remarks();
    yield* this.#ownRemarks();
  }

  /** Another virtual id, or none, in the same session: the transaction before is over. */
  *#closePassed(entry: LogEntry): Generator<RawRecord> {
    const open = this.#open.get(entry.session);
    if (open?.vxid && entry.vxid && entry.vxid !== open.vxid && !isOutside(entry)) yield* this.#close(entry.session);
  }

  *#statement(entry: LogEntry, sql: string, isOver: boolean, time: LogTime): Generator<RawRecord> {
    this.#statements++;
    // Without virtual ids each statement outside BEGIN … COMMIT is its own transaction.
    const before = this.#open.get(entry.session);
    if (entry.vxid === null && before && !before.isExplicit) yield* this.#close(entry.session);
    const open = this.#ensure(entry);
    // The end is logged with the statement: an id that is there now was given while it ran.
    if (!isOver) this.#seeXid(entry);
    open.latest = [];
    remember(open, commentsOf(sql));
    settleTime(open, time, isOver);
    for (const part of partsOf(sql, parseParameters(entry.detail))) yield* this.#part(entry, part, isOver);
    if (isOver) this.#seeXid(entry);
    if (isOver && isOutside(entry)) yield* this.#close(entry.session);
  }

  *#part(entry: LogEntry, { control, writes }: Part, isOver: boolean): Generator<RawRecord> {
    const open = this.#ensure(entry);
    if (control) this.#controls++;
    if (control?.type === 'commit' || control?.type === 'rollback') {
      open.hasFailed ||= control.type === 'rollback';
      open.isExplicit = false;
      this.#seeXid(entry);
      if (isOver || entry.vxid === null) yield* this.#close(entry.session);
    } else if (control) steer(open, control);
    else if (writes.length > 0) add(open, { offset: entry.offset, writes, proof: null, fromAudit: false });
  }

  #audit(entry: LogEntry, audit: Audit, time: LogTime): void {
    const open = this.#ensure(entry);
    // Without rows it is logged when the statement begins.
    if (audit.rows === null) this.#seeXid(entry);
    open.latest = [];
    remember(open, commentsOf(audit.sql));
    settleTime(open, time, audit.rows !== null);
    const writes = auditedWrites(audit);
    const isIdle = audit.rows === 0 && !audit.command.startsWith('TRUNCATE');
    if (writes.length > 0 && !isIdle)
      add(open, { offset: entry.offset, writes, proof: audit.rows === null ? null : 'rows', fromAudit: true });
    if (audit.rows !== null) this.#seeXid(entry);
  }

  *#duration(entry: LogEntry, time: LogTime): Generator<RawRecord> {
    const open = this.#open.get(entry.session);
    if (!open) return;
    settleTime(open, time, true);
    this.#seeXid(entry);
    if (isOutside(entry) || (entry.vxid === null && !open.isExplicit)) yield* this.#close(entry.session);
  }

  /** The statement that failed is already in; its transaction is lost unless a savepoint saves the rest. */
  #fail(entry: LogEntry): void {
    const open = this.#open.get(entry.session);
    if (!open || (entry.vxid !== null && open.vxid !== entry.vxid)) return;
    open.hasFailed = true;
    if (entry.severity !== 'ERROR') open.savepoints.length = 0;
  }

  #seeXid(entry: LogEntry): void {
    const open = isOutside(entry) ? this.#open.get(entry.session) : this.#ensureNamed(entry);
    if (!open || entry.xid === null) return;
    if (entry.xid === '0') {
      open.xidSeen ??= isOutside(entry) ? null : 'none';
      return;
    }
    const [only, second] = open.latest;
    if (open.xidSeen === 'none' && only && !second && only.writes.length === 1) only.proof ??= 'xid';
    open.xid = entry.xid;
    open.xidSeen = 'given';
  }

  #ensureNamed(entry: LogEntry): Open | undefined {
    return entry.vxid === null ? this.#open.get(entry.session) : this.#ensure(entry);
  }

  #ensure(entry: LogEntry): Open {
    const known = this.#open.get(entry.session);
    if (known) return known;
    const open: Open = {
      vxid: isOutside(entry) ? null : entry.vxid,
      offset: entry.offset,
      xid: null,
      xidSeen: null,
      isExplicit: false,
      hasFailed: false,
      time: null,
      isEnd: false,
      statements: [],
      latest: [],
      savepoints: [],
      context: [],
    };
    if (this.#open.size >= MOST_SESSIONS) this.#open.delete(this.#open.keys().next().value as string);
    this.#open.set(entry.session, open);
    return open;
  }

  *#close(session: string): Generator<RawRecord> {
    const open = this.#open.get(session);
    this.#open.delete(session);
    if (!open || open.hasFailed || open.statements.length === 0) return;
    if (open.isExplicit) this.#unended++;
    else yield* this.#finish(open);
  }

  /** One without changes still says, by its xid, what caused a transaction of another log. */
  *#finish({ statements, xid, offset, time, isEnd, context }: Open): Generator<RawRecord> {
    const changes = this.#provenChanges(statements);
    if (changes.length === 0 && (xid === null || context.length === 0)) return;
    const kind = isEnd ? 'commit' : 'statement-start';
    const stamp = time && ({ us: time.us, resolutionUs: time.resolutionUs, kind } as const);
    yield {
      type: 'transaction',
      transaction: {
        sourceId: xid ?? `@${offset}`,
        byteOffset: offset,
        time: stamp,
        context,
        changes,
      },
    };
  }

  /** Where pgaudit speaks of a transaction, the statements in it are the same ones. */
  #provenChanges(statements: readonly Statement[]) {
    const audited = statements.filter((statement) => statement.fromAudit);
    return (audited.length > 0 ? audited : statements).flatMap((statement) => {
      const changes = changesOf(statement);
      if (changes === null) this.#unproven++;
      return changes ?? [];
    });
  }

  *#ownRemarks(): Generator<RawRecord> {
    yield {
      type: 'remark',
      text: 'Statements, not rows: rows before a change, and what triggers and functions write, are not in this log. Tables without a schema are taken to be in public.',
    };
    if (this.#unproven > 0)
      yield {
        type: 'remark',
        text: `Statements of which the log does not say whether they changed a row, left out: ${this.#unproven}. With log_min_duration_statement = 0 and the xid (%x, csvlog, jsonlog), or pgaudit.log_rows, it says so.`,
      };
    if (this.#statements > 0 && this.#controls === 0)
      yield {
        type: 'remark',
        text: 'BEGIN, COMMIT and ROLLBACK are not in this log (log_statement = mod?): what was rolled back cannot be told.',
      };
    if (this.#unended > 0)
      yield {
        type: 'remark',
        text: `Transactions whose end is not in this log, left out: ${this.#unended}.`,
      };
    for (const zone of this.#doubtfulZones)
      yield {
        type: 'remark',
        text:
          zone === 'none'
            ? 'The times name no zone: taken for UTC.'
            : `The times are in zone ${zone}, which is not one zone everywhere: taken as PostgreSQL takes it.`,
      };
  }
}

type Part = ReturnType<typeof partsOf>[number];

function settleTime(open: Open, time: LogTime, isEnd: boolean): void {
  open.time = time;
  open.isEnd = isEnd;
}

function add(open: Open, statement: Statement): void {
  open.statements.push(statement);
  open.latest = [...open.latest, statement];
}

function steer(open: Open, control: { readonly type: string; readonly name?: string }): void {
  if (control.type === 'begin') open.isExplicit = true;
  else if (control.type === 'savepoint')
    open.savepoints.push({ name: control.name ?? '', length: open.statements.length });
  else {
    const savepoint = open.savepoints.findLast(({ name }) => name === control.name);
    if (!savepoint) return;
    open.statements = open.statements.slice(0, savepoint.length);
    open.hasFailed = false;
  }
}

/** The same comment stands in parse, bind and execute, and often in every statement. */
function remember(open: Open, context: readonly RawContext[]): void {
  for (const each of context)
    if (open.context.length < MOST_CONTEXT && !open.context.some(({ text }) => text === each.text))
      open.context.push(each);
}
