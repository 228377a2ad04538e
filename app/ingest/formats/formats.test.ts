import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detect, formats } from '../detect.ts';
import { brief, collect, fixtures, inPieces } from '../fixture-files.ts';
import { openStream, type Part } from '../open-file.ts';
import { peek } from '../read-capture.ts';

const all = fixtures();

test.each(formats.map((format) => format.id))('%s has fixtures', (id) => {
  expect(all.filter((fixture) => fixture.formatId === id)).not.toEqual([]);
});

describe.each(all)('$name', ({ formatId, bytes, expected }) => {
  async function read(size: number) {
    const { parts } = await openStream(inPieces(bytes, size), () => {});
    const part = parts[0] as Part;
    const source = await peek(part.read(() => {}));
    const detection = detect(source.head);
    if (detection.type !== 'one') throw new Error(`claimed by ${detection.type}`);
    const records = await collect(detection.format.read(source.bytes, part.attachments));
    return { id: detection.format.id, recognition: detection.recognition, records };
  }

  test('is claimed by its own format and no other', async () => {
    expect((await read(65_536)).id).toBe(formatId);
  });

  test('gives the expected records', async () => {
    const { recognition, records } = await read(65_536);
    expect(existsSync(expected)).toBe(true);
    const lines = [recognition, ...records.map(brief)].map((record) => JSON.stringify(record));
    await expect(`[\n${lines.join(',\n')}\n]\n`).toMatchFileSnapshot(expected);
  });

  test('gives the same records in pieces of 7 bytes', async () => {
    expect((await read(7)).records).toEqual((await read(65_536)).records);
  });
});
