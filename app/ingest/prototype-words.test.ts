import { expect, test } from 'vitest';
import { detect } from './detect.ts';
import { collect, fixture, inPieces } from './fixture-files.ts';
import { createMasker } from './mask.ts';
import { peek, readCapture } from './read-capture.ts';

/** Where a file says an operation, it may say `constructor`, too: a record that is left out, and none that is believed. */
const SAID: readonly [name: string, operation: string][] = [
  ['maxwell/documented', '"type":"update"'],
  ['canal/documented', '"type":"UPDATE"'],
  ['dynamodb/documented', '"eventName":"MODIFY"'],
  ['dms-json/documented', '"operation":"update"'],
  ['mongodb/documented', '"operationType":"update"'],
  ['debezium/postgresql', '"op":"u"'],
  ['wal2json-2/default', '"action":"U"'],
  ['audit-table/supa-audit-json', '"op":"UPDATE"'],
  ['audit-table/django-auditlog-3', '"operation": "add"'],
  ['audit-table/django-auditlog-3', '"action": 1'],
];

test.each(SAID)('%s with constructor for %s', async (name, operation) => {
  const word = operation.replace(/(:\s*)(?:".*"|\d)$/, '$1"constructor"');
  const text = Buffer.from(fixture(name).bytes).toString('utf8');
  expect(text).toContain(operation);
  const { head, bytes } = await peek(inPieces(Buffer.from(text.replaceAll(operation, word)), 65_536));
  const found = detect(head);
  if (found.type !== 'one') return expect(found.type).toBe('none');
  const records = await collect(readCapture(found.format, bytes, createMasker(new Uint8Array(32))));
  const ops = records.flatMap((record) => (record.type === 'transaction' ? record.transaction.changes : []));
  for (const { op } of ops) expect(['insert', 'update', 'delete', 'truncate']).toContain(op);
});
