import { Leavings } from '../changes/leavings.ts';
import type { LogEntry } from '../changes/postgres-log/line.ts';
import { Sessions } from '../changes/postgres-log/sessions.ts';
import { digitsOf, textOf } from '../changes/values.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { isObject, type JsonObject, parseBytes } from '../lossless.ts';
import { readRecords, sniffRecords } from '../unwrap/json-records.ts';

const MEMBERS = ['error_severity', 'timestamp', 'pid'];

/** PostgreSQL's server log as JSON (log_destination = jsonlog, since 15): "Using JSON-Format Log Output" in the manual. */
export const format = defineFormat({
  id: 'postgres-log-json',
  title: "PostgreSQL's jsonlog",
  kind: 'changes',
  level: 'statement',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    if (!outlines.some(({ names }) => MEMBERS.every((name) => names.includes(name)))) return null;
    return {
      title: `PostgreSQL server log, jsonlog${wrapping}`,
      why: 'a record has error_severity, timestamp and pid',
    };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const leavings = new Leavings();
    const sessions = new Sessions(leavings);
    for await (const scanned of readRecords(bytes)) {
      if (scanned.type === 'cut') yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
      else if (scanned.type === 'broken') yield leavings.skip(scanned.reason, scanned.offset);
      else {
        const record = parseBytes(scanned.bytes);
        if (isObject(record) && textOf(record.error_severity)) yield* sessions.take(entryOf(record, scanned.offset));
        else yield leavings.skip("not a line of PostgreSQL's log", scanned.offset);
      }
    }
    yield* sessions.end();
  },
});

function entryOf(record: JsonObject, offset: number): LogEntry {
  return {
    offset,
    time: textOf(record.timestamp) ?? '',
    session: textOf(record.session_id) ?? digitsOf(record.pid) ?? '',
    vxid: textOf(record.vxid),
    xid: digitsOf(record.txid),
    severity: textOf(record.error_severity) ?? '',
    message: textOf(record.message) ?? '',
    detail: textOf(record.detail) ?? '',
  };
}
