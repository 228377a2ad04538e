import type { Cell } from '../../../../shared/records.ts';
import { cellsOf } from '../../unwrap/csv.ts';

/** What an entry's message says. */
export type LogMessage =
  | { readonly type: 'statement'; readonly sql: string; readonly isOver: boolean }
  /** The end of the statement before. */
  | { readonly type: 'duration' }
  | { readonly type: 'audit'; readonly audit: Audit }
  | { readonly type: 'other' };

/** A record of pgaudit (github.com/pgaudit/pgaudit, "Format"). */
export interface Audit {
  /** `INSERT`, `UPDATE`, `TRUNCATE TABLE`. */
  readonly command: string;
  /** `public.orders`; empty where pgaudit names none. */
  readonly object: string;
  readonly sql: string;
  readonly parameters: readonly string[];
  /** Null without pgaudit.log_rows. */
  readonly rows: number | null;
}

const STATEMENT = /^(?:duration: [\d.]+ ms {2}(?<over>))?(?:statement|execute (?!fetch from)[^\n:]+): (?<sql>[\s\S]*)$/;
const DURATION = /^duration: [\d.]+ ms\s*$/;
const AUDIT = 'AUDIT: ';

export function parseMessage(message: string): LogMessage {
  if (DURATION.test(message)) return { type: 'duration' };
  if (message.startsWith(AUDIT)) {
    const audit = parseAudit(message.slice(AUDIT.length));
    return audit ? { type: 'audit', audit } : { type: 'other' };
  }
  const groups = STATEMENT.exec(message)?.groups;
  if (groups?.sql === undefined) return { type: 'other' };
  return { type: 'statement', sql: groups.sql, isOver: groups.over !== undefined };
}

function parseAudit(text: string): Audit | null {
  const [, , , kind = '', command = '', , object = '', sql = '', parameters = '', rows] = cellsOf(text).map(
    (cell) => cell.text,
  );
  if (kind !== 'WRITE') return null;
  return {
    command,
    object,
    sql,
    parameters: /^<.*>$/.test(parameters) ? [] : cellsOf(parameters).map((cell) => cell.text),
    rows: rows !== undefined && /^\d+$/.test(rows) ? Number(rows) : null,
  };
}

/** The values of `parameters: $1 = '501', $2 = NULL` by number. */
export function parseParameters(detail: string): ReadonlyMap<string, Cell> {
  const found = detail.matchAll(/\$(\d+) = (?:NULL|'((?:[^']|'')*)')/g);
  return new Map(
    /^parameters: /i.test(detail)
      ? [...found].map(([, number = '', text]) => [number, text === undefined ? null : text.replaceAll("''", "'")])
      : [],
  );
}
