import { type Attachments, type Bytes, defineFormat, NO_ATTACHMENTS, type RawRecord } from '../format.ts';
import { withAttached } from '../har/attached.ts';
import { EntryReader } from '../har/reader.ts';
import { readValues } from '../json-stream.ts';
import { isObject, type Json, parseBytes } from '../lossless.ts';
import { outlineOf, outlineText } from '../outline.ts';

/** The network part of a Playwright trace (`trace.network` in `trace.zip`): one HAR entry a line, in no order. */
export const format = defineFormat({
  id: 'playwright-trace',
  title: 'Playwright trace',
  kind: 'http',

  sniff(head) {
    const outline = outlineOf(head);
    if (outline?.text('type') !== 'resource-snapshot') return null;
    const snapshot = outlineText(outline.raw('snapshot') ?? '', outline.cut);
    if (!snapshot?.names.includes('request')) return null;
    return { title: 'Playwright trace', why: 'the first line is a resource-snapshot with a request' };
  },

  async *read(bytes: Bytes, attachments: Attachments = NO_ATTACHMENTS): AsyncGenerator<RawRecord> {
    // Entries stand in no order, so the next may always tell of the one before.
    const reader = new EntryReader({ found: true });
    for await (const scanned of readValues(bytes)) {
      if (scanned.type === 'value') {
        const entry = snapshotOf(parseBytes(scanned.bytes));
        yield* reader.take(isObject(entry) ? await withAttached(entry, attachments) : entry, scanned.offset);
      } else if (scanned.type === 'broken') yield* reader.skip(scanned.reason, scanned.offset);
      else {
        yield* reader.release();
        yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
      }
    }
    yield* reader.end();
  },
});

const snapshotOf = (line: Json | undefined): Json | undefined =>
  isObject(line) && line.type === 'resource-snapshot' ? line.snapshot : line;
