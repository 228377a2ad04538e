import type { Stamp } from '../../../../shared/records.ts';
import type { Json, JsonObject } from '../../lossless.ts';
import { stampAt } from '../stamps.ts';
import { digitsOf, textOf } from '../values.ts';
import type { Envelope } from './envelope.ts';

/** What a `source` block says: where, when, and which transaction. */

/** `schema.table`, or `database.table` where the database has no schemas; null where there is no table. */
export function tableOf({ schema, db, table, collection }: JsonObject): string | null {
  const name = textOf(table) ?? textOf(collection);
  const space = textOf(schema) ?? textOf(db);
  return name && (space ? `${space}.${name}` : name);
}

/** Rows that were there before: no changes. */
export function isSnapshot({ op, source }: Envelope): boolean {
  return op === 'r' || (source.snapshot != null && source.snapshot !== false && source.snapshot !== 'false');
}

/**
 * When the source says it happened, never the connector's own clock. MySQL's events carry the second in which
 * the statement began, unless GTIDs give the commit.
 */
export function stampOf(source: JsonObject): Stamp | null {
  const stamp = finestOf(source);
  if (!stamp) return null;
  const connector = textOf(source.connector) ?? '';
  const isEvent = /^(?:mysql|mariadb|mongodb)$/.test(connector) && stamp.us % 1_000_000 === 0;
  if (isEvent) return { ...stamp, resolutionUs: 1_000_000, kind: 'event' };
  return MILLISECONDS.has(connector) ? { ...stamp, resolutionUs: Math.max(1_000, stamp.resolutionUs) } : stamp;
}

/** Their databases know no more, although Debezium writes `ts_us` and `ts_ns`, too. */
const MILLISECONDS = new Set(['mongodb', 'sqlserver']);

function finestOf(source: JsonObject): Stamp | null {
  const commitMs = microsOf(source.commit_ts_ms, 1_000);
  const ns = digitsOf(source.ts_ns);
  const us = digitsOf(source.ts_us);
  if (commitMs === null && ns !== null) return exact(Number(BigInt(ns) / 1000n));
  if (commitMs === null && us !== null) return exact(Number(us));
  const ms = commitMs ?? microsOf(source.ts_ms, 1_000);
  return ms === null ? null : stampAt(ms, 1_000, 'commit');
}

const exact = (us: number): Stamp | null => stampAt(us, 1, 'commit');

function microsOf(value: Json | undefined, factor: number): number | null {
  const digits = digitsOf(value);
  return digits === null ? null : Number(digits) * factor;
}

/** What all changes of a transaction share: PostgreSQL's xid, a GTID, SQL Server's commit LSN, MongoDB's session. */
export function transactionOf({ source, transactionId }: Envelope): string | null {
  const own = digitsOf(source.txId) ?? textOf(source.txId) ?? textOf(source.gtid) ?? textOf(source.commit_lsn);
  if (own) return own;
  if (textOf(source.lsid) && digitsOf(source.txnNumber)) return `${source.lsid} ${digitsOf(source.txnNumber)}`;
  return transactionId ?? eventOf(source);
}

/** Rows of one binary log event are one statement's. */
function eventOf(source: JsonObject): string | null {
  const file = textOf(source.file);
  return file && `${file}:${digitsOf(source.pos)}`;
}

/** Where the change stands in the database's log; null where the source does not say. */
export function positionOf(source: JsonObject): string | null {
  const { lsn, change_lsn, event_serial_no, scn, ssn, row, pos, file, ord } = source;
  const parts = [lsn, change_lsn, event_serial_no, scn, ssn, file, pos, row, ord].map(
    (part) => digitsOf(part) ?? textOf(part) ?? '',
  );
  return parts.every((part) => part === '') ? null : parts.join(' ');
}
