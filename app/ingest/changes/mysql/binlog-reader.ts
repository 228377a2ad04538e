import type { ChangeOp } from '../../../../shared/records.ts';
import type { RawRecord } from '../../format.ts';
import { remember } from '../assembler.ts';
import { Leavings } from '../leavings.ts';
import { truncateOf } from '../rows.ts';
import { tokensOf } from '../sql/tokens.ts';
import { writesOf } from '../sql/writes.ts';
import { commentsOf } from '../sql-comments.ts';
import { stampAt } from '../stamps.ts';
import { BinlogClock } from './clock.ts';
import { originalStatement, tableOf } from './quoted.ts';
import { type PrintedRow, RowTranslator, takeValue } from './rows.ts';
import { changedTables, createdTable, describedTable } from './tables.ts';
import { BinlogTransactions, type OpenTransaction } from './transactions.ts';
import { UntoldRows } from './untold-rows.ts';
import { isRowsEvent } from './without-rows.ts';

const EVENT = /^#(\d{6}) {1,2}(\d{1,2}:\d\d:\d\d) server id \d+ .*?(?:\t(.*))?$/;
/** With --hexdump the event's name stands behind its bytes: `# Event: \tQuery…`, of MySQL `# \tQuery…`. */
const DUMPED = /^# *(?:Event: *)?\t *(\S.*)$/;
const ROW = /^### (INSERT INTO|UPDATE|DELETE FROM) (.+)$/;
const OPS: Readonly<Record<string, ChangeOp>> = { 'INSERT INTO': 'insert', UPDATE: 'update', 'DELETE FROM': 'delete' };
const COMMIT = /^COMMIT(?:\/\*!\*\/;|;)?\s*$|^COMMIT\/\*!\*\/;/;
const SAVEPOINT = /^(?:SAVEPOINT|(ROLLBACK TO)(?: SAVEPOINT)?) `(.+)`$/;
const XA = /^XA (START|PREPARE|COMMIT|ROLLBACK) (.+?)( ONE PHASE)?(?:\/\*!\*\/;)?$/;
/** A statement that describes: what it says of writes happens another time, if ever. */
const DESCRIBING = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME']);
/** Lines of a Query event that set its surroundings. */
const SETTING = /^(?:SET |use |\/\*[!M]|DELIMITER|BEGIN|START TRANSACTION|# )/;

/** Follows the events of a binary log line by line. */
export class BinlogReader {
  readonly #leavings = new Leavings();
  readonly #rows = new RowTranslator();
  readonly #clock = new BinlogClock();
  readonly #transactions = new BinlogTransactions();
  #row: PrintedRow | null = null;
  #image: Map<number, string> | null = null;
  /** What the lines that follow belong to. */
  #part: 'none' | 'rows-query' | 'annotation' | 'columns' | 'query' = 'none';
  #text: string[] = [];
  #mapped = '';
  #database = '';
  #offset = 0;
  readonly #untold = new UntoldRows();
  /** The bytes of an event go by, and its name is still to come. */
  #isDumped = false;

  *take(line: string, offset: number): Generator<RawRecord> {
    this.#offset = offset;
    const event = EVENT.exec(line);
    if (event) return yield* this.#event(event);
    if (this.#isDumped) return yield* this.#dumped(line);
    if (line.startsWith('### ')) return this.#printed(line);
    if (this.#part === 'query') return yield* this.#query(line);
    if (line.startsWith('#Q> ')) return this.#annotated(line.slice(4));
    if (/^# at \d+$/.test(line)) return this.#endPart();
    if (line.startsWith('# ')) return this.#comment(line.slice(2));
    yield* this.#statement(line);
  }

  *end(): Generator<RawRecord> {
    this.#endRow();
    const { open } = this.#transactions;
    if (open && open.changes.length > 0)
      yield {
        type: 'damage',
        offset: open.byteOffset,
        reason: `the file ends inside transaction ${open.id ?? ''}`.trim(),
      };
    const reason = this.#untold.damage(this.#rows.printed);
    if (reason) yield { type: 'damage', offset: this.#offset, reason };
    yield* this.#leavings.remarks();
    for (const text of this.#ownRemarks()) yield { type: 'remark', text };
  }

  *#event([, date = '', time = '', what]: RegExpExecArray): Generator<RawRecord> {
    this.#endRow();
    this.#endPart();
    this.#leavings.read();
    this.#clock.header(date, time);
    this.#isDumped = what === undefined;
    if (what !== undefined) yield* this.#named(what);
  }

  *#dumped(line: string): Generator<RawRecord> {
    const what = DUMPED.exec(line)?.[1];
    if (what === undefined) return;
    this.#isDumped = false;
    yield* this.#named(what);
  }

  *#named(what: string): Generator<RawRecord> {
    if (isRowsEvent(`\t${what}`)) this.#untold.events++;
    this.#rows.isMariaDb ||= /^GTID \d+-\d+-\d+|server v \S+mariadb/i.test(what);
    if (/^(?:GTID|Anonymous_GTID)\b/i.test(what)) yield* this.#follow(what);
    else if (what.startsWith('Rows_query')) this.#begins('rows-query');
    else if (what.startsWith('Query')) this.#begins('query');
    else if (what.startsWith('Table_map')) this.#mapped = tableOf(/: (.+) mapped to/.exec(what)?.[1] ?? '');
    const xid = /^Xid = (\d+)/.exec(what)?.[1];
    if (xid && this.#transactions.open) this.#transactions.open.id ??= `xid ${xid}`;
  }

  *#follow(what: string): Generator<RawRecord> {
    // MyISAM's statements and DDL end without COMMIT.
    yield* this.#finish();
    const open = this.#opened();
    open.id = /^GTID (\d+-\d+-\d+)/.exec(what)?.[1] ?? null;
    const committed = /(?:immediate|original)_committ?e?d?_timestamp=(\d{10,})/.exec(what)?.[1];
    open.committedUs = committed === undefined ? null : Number(committed);
  }

  #begin(): void {
    this.#untold.begun++;
    this.#opened().isBegun = true;
  }

  #opened(): OpenTransaction {
    return this.#transactions.opened(this.#offset);
  }

  *#statement(line: string): Generator<RawRecord> {
    this.#endRow();
    const gtid = /^SET @@SESSION\.GTID_NEXT= ?'([^']+)'/.exec(line)?.[1];
    if (gtid && gtid !== 'ANONYMOUS' && gtid !== 'AUTOMATIC') this.#opened().id = gtid;
    else if (COMMIT.test(line)) yield* this.#finish();
    else if (/^ROLLBACK(?!.*added by)/.test(line)) this.#drop();
    else if (/^(?:BEGIN|START TRANSACTION)\b/.test(line)) this.#begin();
    else if (XA.test(line)) yield* this.#xa(XA.exec(line) as RegExpExecArray);
  }

  /** A Query event: settings, then the statement up to the delimiter. */
  *#query(line: string): Generator<RawRecord> {
    this.#clock.setting(line);
    if (this.#text.length > 0) return yield* this.#continued(line);
    const database = /^use `?(.+?)`?\/\*!\*\/;/.exec(line)?.[1];
    if (database !== undefined) this.#database = database;
    if (COMMIT.test(line) || /^ROLLBACK\b(?! TO)/.test(line) || XA.test(line)) {
      this.#begins('none');
      yield* this.#statement(line);
    } else if (/^(?:BEGIN|START TRANSACTION)\b/.test(line)) {
      this.#begins('none');
      this.#begin();
    } else if (SAVEPOINT.test(line)) this.#savepoint(SAVEPOINT.exec(line) as RegExpExecArray);
    else if (!line.startsWith('/*!*/;') && !SETTING.test(line)) this.#text.push(line);
  }

  *#continued(line: string): Generator<RawRecord> {
    if (line.startsWith('/*!*/;')) yield* this.#ran(this.#text.join('\n'));
    else this.#text.push(line);
  }

  #savepoint([, isRollback, name = '']: RegExpExecArray): void {
    this.#begins('none');
    if (isRollback === undefined) this.#transactions.savepoint(name);
    else this.#transactions.rollBackTo(name);
  }

  *#xa([, what, id = '', isOnePhase]: RegExpExecArray): Generator<RawRecord> {
    if (what === 'START') this.#begin();
    else if (what === 'PREPARE') this.#transactions.prepare(id);
    else if (what === 'ROLLBACK') this.#transactions.forgetPrepared(id);
    else {
      if (isOnePhase === undefined) this.#transactions.resume(id, this.#offset);
      yield* this.#finish();
    }
  }

  /** A statement that ran as such: DDL, TRUNCATE, or a write in a log that is not row-based. */
  *#ran(latin1: string): Generator<RawRecord> {
    this.#begins('none');
    const sql = Buffer.from(latin1, 'latin1').toString('utf8');
    const created = createdTable(sql);
    if (created) this.#rows.describe(this.#inDatabase(created.table), created.shape);
    const tokens = tokensOf(sql);
    const writes = DESCRIBING.has(tokens[0]?.text ?? '') ? [] : writesOf(tokens, () => undefined);
    for (const table of changedTables(tokens)) this.#rows.forget(this.#inDatabase(table));
    for (const write of writes) {
      if (write.op === 'truncate') this.#opened().changes.push(truncateOf(this.#inDatabase(write.table), this.#offset));
      else this.#untold.statements++;
    }
    const { open } = this.#transactions;
    if (open && !open.isBegun) {
      remember(open, commentsOf(sql));
      yield* this.#finish();
    }
  }

  #inDatabase(table: string): string {
    return table.includes('.') ? table : `${this.#database}.${table}`;
  }

  /** `### UPDATE …`, `### WHERE`, `###   @1=1`. */
  #printed(line: string): void {
    const [, op, table = ''] = ROW.exec(line) ?? [];
    if (op !== undefined) {
      this.#endRow();
      this.#row = {
        op: OPS[op] as ChangeOp,
        table: tableOf(table),
        byteOffset: this.#offset,
        where: new Map(),
        set: new Map(),
      };
    } else if (line === '### WHERE') this.#image = this.#row?.where ?? null;
    else if (line === '### SET') this.#image = this.#row?.set ?? null;
    else if (this.#image) takeValue(line, this.#image);
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = null;
    this.#image = null;
    if (row) this.#opened().changes.push(this.#rows.change(row));
  }

  #begins(part: 'none' | 'rows-query' | 'query'): void {
    this.#part = part;
    this.#text = [];
  }

  #annotated(text: string): void {
    this.#part = 'annotation';
    this.#text.push(text);
  }

  /** The statement behind the rows (MySQL), or the table's columns (both, with metadata). */
  #comment(text: string): void {
    this.#endRow();
    if (this.#part === 'rows-query') this.#text.push(text);
    else if (text.startsWith('Columns(')) {
      this.#endPart();
      this.#part = 'columns';
      this.#text.push(text.slice('Columns('.length));
    } else if (this.#part === 'columns') this.#text.push(text);
  }

  #endPart(): void {
    const text = Buffer.from(this.#text.join('\n'), 'latin1').toString('utf8');
    const part = this.#part;
    if (part === 'query') return;
    this.#begins('none');
    if (part === 'rows-query' || part === 'annotation') remember(this.#opened(), commentsOf(this.#statementOf(text)));
    else if (part === 'columns') this.#describe(text);
  }

  #statementOf(printed: string): string {
    return this.#rows.isMariaDb ? printed : originalStatement(printed);
  }

  #describe(text: string): void {
    const [columns = '', key = null] = text.replace(/\)\s*$/, '').split(/\)\nPrimary Key\(/);
    this.#rows.describe(this.#mapped, describedTable(columns, key));
  }

  *#finish(): Generator<RawRecord> {
    this.#endRow();
    this.#endPart();
    const open = this.#transactions.take();
    if (!open || open.changes.length === 0) return;
    const { id, byteOffset, context, changes, committedUs } = open;
    const time = committedUs === null ? this.#clock.stamp() : stampAt(committedUs, 1, 'commit');
    const finished = this.#leavings.finish(
      { sourceId: id ?? `@${byteOffset}`, byteOffset, time, context, changes },
      id,
    );
    if (finished) yield finished;
  }

  #drop(): void {
    this.#endRow();
    this.#transactions.take();
  }

  *#ownRemarks(): Generator<string> {
    const { undecided } = this.#transactions;
    yield* this.#rows.remarks();
    if (undecided > 0)
      yield `Prepared XA transactions of which the file does not tell whether they were committed, left out: ${undecided}.`;
    yield* this.#untold.remarks(this.#rows.printed);
    if (this.#clock.isAssumed)
      yield 'The times are those of the machine that printed the log, whose zone is not in it: taken for UTC.';
  }
}
