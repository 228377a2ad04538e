import { Leavings } from '../changes/leavings.ts';
import type { LogEntry } from '../changes/postgres-log/line.ts';
import { Sessions } from '../changes/postgres-log/sessions.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { CsvReader, type CsvRow, type CsvScanned } from '../unwrap/csv.ts';

const BEGINS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \S+,(?:"|,)/;
/** 23 columns in PostgreSQL 9.0, 26 since 14. */
const FEWEST_COLUMNS = 23;

/** PostgreSQL's server log as CSV (log_destination = csvlog): columns as in the manual, "Using CSV-Format Log Output". */
export const format = defineFormat({
  id: 'postgres-log-csv',
  title: "PostgreSQL's csvlog",
  kind: 'changes',
  level: 'statement',

  sniff(head) {
    if (!BEGINS.test(Buffer.from(head.subarray(0, 256)).toString('latin1'))) return null;
    return { title: 'PostgreSQL server log, csvlog', why: 'the first column is a time with milliseconds and a zone' };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const leavings = new Leavings();
    const sessions = new Sessions(leavings);
    const rows = new CsvReader();
    for await (const piece of bytes) yield* entriesOf(rows.take(piece), sessions, leavings);
    yield* entriesOf(rows.end(), sessions, leavings);
    yield* sessions.end();
  },
});

function* entriesOf(rows: Iterable<CsvScanned>, sessions: Sessions, leavings: Leavings): Generator<RawRecord> {
  for (const row of rows) {
    if (row.type === 'cut') yield { type: 'damage', offset: row.offset, reason: row.reason };
    else if (row.type === 'broken') yield leavings.skip(row.reason, row.offset);
    else if (row.cells.length < FEWEST_COLUMNS) yield leavings.skip('a row with too few columns', row.offset);
    else yield* sessions.take(entryOf(row));
  }
}

function entryOf({ cells, offset }: CsvRow): LogEntry {
  const at = (index: number): string => cells[index]?.text ?? '';
  return {
    offset,
    time: at(0),
    session: at(5) || at(3),
    vxid: at(9) || null,
    xid: at(10) || null,
    severity: at(11),
    message: at(13),
    detail: at(14),
  };
}
