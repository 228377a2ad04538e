import { describe, expect, test } from 'vitest';
import { formatLabel } from '../../shared/text.ts';
import { detect, formats, KINDS } from './detect.ts';
import { bytesOf } from './fixture-files.ts';

const reasonFor = (head: Uint8Array | string): string => {
  const detection = detect(typeof head === 'string' ? bytesOf(head) : head);
  if (detection.type !== 'none') throw new Error(`taken for ${detection.type}`);
  return detection.reason;
};

test.each(formats.map(({ id }) => id))('%s has a name for people', (id) => {
  expect(formatLabel(id)).not.toBe(id);
});

test('what was looked for names every format once, in less room than a paragraph', () => {
  expect(KINDS.flatMap((kind) => kind.formats).sort()).toEqual(formats.map(({ id }) => id).sort());
  expect(reasonFor('Dear all,').length).toBeLessThan(400);
});

describe('detect', () => {
  test.each([
    [
      '{"log":{"version":"1.2","creator":{"name":"Firefox","version":"1"},"pages":[',
      'har',
      'HAR 1.2, recorded by Firefox',
    ],
    ['  {"log" : { "entries" : [ {', 'har', 'HAR'],
    ['{"change":[]}', 'wal2json-1', 'wal2json, format 1'],
    ['{"xid":1,"change":[\n{"kind":"insert"', 'wal2json-1', 'wal2json, format 1'],
    ['{"action":"B"}\n', 'wal2json-2', 'wal2json, format 2'],
    ['[{"action":"B"},', 'wal2json-2', 'wal2json, format 2'],
    ['lsn,xid,data\n0/1,7,"{""action"":""B""}"\n', 'wal2json-2', 'wal2json, format 2, as CSV'],
    ['BEGIN 743\ntable public.t: INSERT: id[integer]:1\n', 'test-decoding', 'test_decoding'],
    ['0/1|7|BEGIN 7\n0/1|7|COMMIT 7\n', 'test-decoding', 'test_decoding, with lsn and xid'],
    ['0/1|7|{"action":"B"}\n', 'wal2json-2', 'wal2json, format 2, with lsn and xid'],
    ['cut off"}\n{"action":"I","schema":"public","table":"t","columns":[{"na', 'wal2json-2', 'wal2json, format 2'],
  ])('knows %s', (head, id, title) => {
    const detection = detect(bytesOf(head));
    if (detection.type !== 'one') throw new Error(detection.type);
    expect([detection.format.id, detection.recognition.title]).toEqual([id, title]);
  });

  test.each([
    ['an audit table that also has an action', '{"event_id":1,"action":"I","table_name":"orders"}'],
    ['a log of something else', '{"log":{"lines":[]}}'],
    ['a change that is no list', '{"change":"x"}'],
  ])('does not take %s for a capture', (_what, head) => {
    expect(reasonFor(head)).toMatch(/^The file begins with ".* Looked for HAR; traces \(.*; audit tables\.$/);
  });

  test.each([
    ['', /empty/],
    ['PK\x03\x04xxxx', /ZIP in a ZIP that is in a ZIP. Unpack it/],
    ['BZh91AY&SY', /bzip2 file.*bunzip2 FILE/],
    [
      `logs/changes.jsonl\0${'\0'.repeat(81)}0000644\0${'\0'.repeat(149)}ustar\x0000${'\0'.repeat(247)}{"action":"B"}\n`,
      /tar archive.*tar -xf FILE/,
    ],
    ['%PDF-1.7', /PDF/],
    ['<!DOCTYPE html><html>', /HTML page/],
    ['\n<html lang="en">', /HTML page/],
    ['SQLite format 3\0', /SQLite database/],
    ["{\n  _id: {\n    _data: '8263'\n  },\n  operationType: 'insert',", /mongosh.*EJSON/],
    [`${' '.repeat(400)}data\n${'-'.repeat(500)}`, /psql/],
  ])('names %j', (head, reason) => {
    expect(reasonFor(head)).toMatch(reason);
  });

  test('names binary files', () => {
    expect(reasonFor(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toMatch(/PNG/);
    expect(reasonFor(new Uint8Array([0xfe, 0x62, 0x69, 0x6e]))).toMatch(/binary log/);
    expect(reasonFor(new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]))).toMatch(/xz file.*unxz FILE/);
    expect(reasonFor(new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]))).toMatch(/7z archive/);
  });

  test.each([
    [
      '{"event_id":1,"action":"I","table_name":"o"}',
      'The first record is a JSON object with event_id, action, table_name.',
    ],
    ['[{"id":1,"at":"2026"}]', 'The file begins with "[{\\"id\\":1'],
    ['id,table_name,"changed at"\n1,o,x\n', 'The first line has 3 columns: id, table_name, changed at.'],
    ['1,2,3\n4,5,6\n', 'The file begins with "1,2,3'],
    [
      `{${Array.from({ length: 15 }, (_, at) => `"m${at}":1`).join()}}`,
      'with m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11 and 3 more.',
    ],
  ])('says what %j looks like', (head, look) => {
    expect(reasonFor(head)).toContain(look);
  });

  test('shows how an unknown file begins: escaped, short, without secrets', () => {
    const reason = reasonFor(`\u001b[31mkey=sk_live_51H8abcdefghijklmnopqrstuvwxyz and more ${'x '.repeat(100)}`);
    expect(reason).toContain('"\\u001b[31mkey=…');
    expect(reason).not.toContain('abcdefghij');
    expect(reasonFor('password=hunter2\n')).not.toContain('hunter2');
    expect(reason.split(' Looked for')[0]?.length).toBeLessThan(120);
  });
});
