import type { TextLine } from '../../unwrap/text-lines.ts';
import type { LogEntry } from './line.ts';

const LINE =
  /^(.*?)(?<![\w=])(DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION|BACKTRACE): {2}([\s\S]*)$/;
const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: (?:[A-Z]{1,5}|[+-]\d\d(?::?\d\d)?))?|\b\d{10}\.\d{3}\b/;
const SESSION = /\b[\da-f]{8}\.[\da-f]+\b/;
const PROCESS = /\[(\d+)\]/;
const VXID = /(?<![\d./-])\d+\/\d+(?![\d./-])/;
const XID = /\bx(?:act_?)?id=(\d+)|\btxid=(\d+)|\btrans(?:action)?(?:_?id)?=(\d+)/i;
/** These belong to the entry before. */
const ADDED = /^(?:DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION|BACKTRACE)$/;

export interface StderrLine {
  readonly time: string;
  readonly prefix: string;
  readonly severity: string;
  readonly text: string;
}

/** A line that begins an entry, or adds to one; null for anything else. `log_line_prefix` may be any with a time. */
export function parseStderrLine(line: string): StderrLine | null {
  const [, prefix = '', severity = '', text = ''] = LINE.exec(line) ?? [];
  const time = TIME.exec(prefix)?.[0];
  return time === undefined ? null : { time, prefix, severity, text };
}

/** Joins an entry's lines: continued ones begin with a TAB, details have a prefix of their own. */
export class StderrEntries {
  #open: { line: StderrLine; offset: number; message: string; detail: string } | null = null;
  #part: 'message' | 'detail' | 'other' = 'message';

  /** An entry that is now whole; 'stray' for a line that is none. */
  *take({ text, offset }: TextLine): Generator<LogEntry | 'stray'> {
    const line = parseStderrLine(text);
    if (!line) {
      if (this.#continue(text)) return;
      yield 'stray';
      return;
    }
    if (ADDED.test(line.severity)) return this.#add(line);
    yield* this.end();
    this.#open = { line, offset, message: line.text, detail: '' };
    this.#part = 'message';
  }

  *end(): Generator<LogEntry> {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    const { line, offset, message, detail } = open;
    const prefix = line.prefix.replace(line.time, '');
    const xid = XID.exec(prefix)
      ?.slice(1)
      .find((id) => id !== undefined);
    yield {
      offset,
      time: line.time,
      session: SESSION.exec(prefix)?.[0] ?? PROCESS.exec(prefix)?.[1] ?? '',
      vxid: VXID.exec(prefix)?.[0] ?? null,
      xid: xid ?? null,
      severity: line.severity,
      message,
      detail,
    };
  }

  #continue(text: string): boolean {
    if (!this.#open || !(text.startsWith('\t') || text === '')) return false;
    const more = `\n${text.replace(/^\t/, '')}`;
    if (this.#part === 'message') this.#open.message += more;
    else if (this.#part === 'detail') this.#open.detail += more;
    return true;
  }

  #add(line: StderrLine): void {
    this.#part = line.severity === 'DETAIL' ? 'detail' : 'other';
    if (this.#open && this.#part === 'detail') this.#open.detail = line.text;
  }
}
