import { BinlogReader } from '../changes/mysql/binlog-reader.ts';
import { isBinlogText, whyWithoutRows } from '../changes/mysql/without-rows.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { LineSplitter } from '../unwrap/lines.ts';

/** The text of `mysqlbinlog -v` and `mariadb-binlog -v` (rows as comments), of row-based logs. */
export const format = defineFormat({
  id: 'mysqlbinlog',
  title: 'mysqlbinlog and mariadb-binlog',
  kind: 'changes',

  sniff(head) {
    const text = Buffer.from(head).toString('latin1');
    if (!isBinlogText(text) || whyWithoutRows(text)) return null;
    const server = /Start: binlog v 4, server v ([\w.-]+)/.exec(text)?.[1];
    const program = server && /mariadb/i.test(server) ? 'mariadb-binlog' : 'mysqlbinlog';
    return {
      title: `${program}${server ? `, server ${server}` : ''}`,
      why: 'lines "#yymmdd … server id" stand before the events',
    };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const lines = new LineSplitter();
    const reader = new BinlogReader();
    for await (const piece of bytes)
      for (const line of lines.take(piece)) yield* reader.take(textOf(line.bytes), line.offset);
    for (const line of lines.end()) yield* reader.take(textOf(line.bytes), line.offset);
    yield* reader.end();
  },
});

/** BLOBs stand in the text as they are: each byte becomes one character, and each value is decoded by itself. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
