import { type Attachments, type Bytes, defineFormat, NO_ATTACHMENTS, type RawRecord } from '../format.ts';
import { hasAttached, withAttached } from '../har/attached.ts';
import { EntryReader } from '../har/reader.ts';
import { WorkerMarks } from '../har/worker-marks.ts';
import { readElements } from '../json-elements.ts';
import { parseRoughly } from '../lossless.ts';
import { type Outline, outlineOf, outlineText } from '../outline.ts';

const PATH = ['log', 'entries'];

/** HTTP Archive 1.1 and 1.2, from browsers, proxies and test tools, read entry by entry. */
export const format = defineFormat({
  id: 'har',
  title: 'HAR',
  kind: 'http',

  sniff(head) {
    const root = outlineOf(head);
    const log = root && outlineText(root.raw('log') ?? '', root.cut);
    if (!log?.names.some((name) => name === 'entries' || name === 'creator' || name === 'pages')) return null;
    const creator = creatorOf(root);
    const title = `HAR ${log.text('version') ?? ''}`.trim();
    if (!creator) return { title, why: 'it holds a log with entries' };
    return { title: `${title}, recorded by ${nameOf(creator)}`, why: `log.creator names ${creator}` };
  },

  async *read(bytes: Bytes, attachments: Attachments = NO_ATTACHMENTS): AsyncGenerator<RawRecord> {
    const marks = new WorkerMarks();
    const reader = new EntryReader(marks);
    for await (const scanned of readElements(marks.watch(bytes), PATH, parseRoughly)) {
      if (scanned.type === 'value') {
        const entry = scanned.value ?? parseRoughly(scanned.bytes);
        yield* reader.take(hasAttached(entry) ? await withAttached(entry, attachments) : entry, scanned.offset);
      } else if (scanned.type === 'envelope') reader.writtenBy(creatorOf(outlineOf(scanned.bytes ?? NOTHING)) ?? '');
      else if (scanned.type === 'broken') yield* reader.skip(scanned.reason, scanned.offset);
      else {
        yield* reader.release();
        yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
      }
    }
    yield* reader.end();
  },
});

const NOTHING = new Uint8Array(0);

function creatorOf(root: Outline | null): string | null {
  const log = root && outlineText(root.raw('log') ?? '', root.cut);
  return outlineText(log?.raw('creator') ?? '', log?.cut ?? true)?.text('name') ?? null;
}

/** Browsers sign their exports with the name of an inner part. */
function nameOf(creator: string): string {
  if (creator === 'WebInspector') return 'Chrome, Edge or another Chromium browser';
  return creator === 'WebKit Web Inspector' ? 'Safari' : creator;
}
