import { Leavings } from '../changes/leavings.ts';
import { Sessions } from '../changes/postgres-log/sessions.ts';
import { parseStderrLine, StderrEntries } from '../changes/postgres-log/stderr.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { readLines, sniffLines } from '../unwrap/text-lines.ts';

const LINES_TRIED = 50;

/** PostgreSQL's server log as text (log_destination = stderr, syslog-like prefixes with a time), with pgaudit. */
export const format = defineFormat({
  id: 'postgres-log',
  title: "PostgreSQL's server log",
  kind: 'changes',
  level: 'statement',

  sniff(head) {
    const { lines } = sniffLines(head);
    const found = lines.slice(0, LINES_TRIED).find((line) => parseStderrLine(line) !== null);
    if (found === undefined) return null;
    return {
      title: 'PostgreSQL server log',
      why: `a line has a time and behind it "${parseStderrLine(found)?.severity}:"`,
    };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const leavings = new Leavings();
    const sessions = new Sessions(leavings);
    const entries = new StderrEntries();
    for await (const line of readLines(bytes))
      for (const entry of entries.take(line)) {
        if (entry === 'stray') yield leavings.skip("not a line of PostgreSQL's log", line.offset);
        else yield* sessions.take(entry);
      }
    for (const entry of entries.end()) yield* sessions.take(entry);
    yield* sessions.end();
  },
});
