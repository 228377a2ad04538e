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
    // Continued lines begin with a TAB; the head may end inside the last one.
    const { lines } = sniffLines(head);
    const begun = lines
      .slice(0, Math.max(1, Math.min(LINES_TRIED, lines.length - 1)))
      .filter((line) => /^\S/.test(line));
    const known = begun.filter((line) => parseStderrLine(line) !== null).length;
    if (known === 0 || known < begun.length / 2) return null;
    const why = `${known} of ${begun.length} lines looked at have a time and behind it LOG:, ERROR: or DETAIL:`;
    return { title: 'PostgreSQL server log', why };
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
