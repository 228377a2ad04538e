import { describe, expect, test } from 'vitest';
import { detect } from '../../detect.ts';
import { bytesOf, collect, fixtures, inPieces } from '../../fixture-files.ts';
import type { RawTransaction } from '../../format.ts';

/** Every connector in every wrapping: what is read does not depend on who wrapped it. */

interface Event {
  readonly key: Readonly<Record<string, unknown>>;
  readonly value: {
    readonly op: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly source: Readonly<Record<string, unknown>>;
  };
}

const event = (connector: string, op: string, id: number, source: object, isDocument = false): Event => {
  const row = isDocument ? `{"_id": {"$numberLong": "${id}"},"n": ${id}}` : { id, n: id };
  return {
    key: { id: isDocument ? `${id}` : id },
    value: {
      op,
      before: op === 'd' ? row : null,
      after: op === 'd' ? null : row,
      source: { connector, name: 'server1', snapshot: 'false', ts_ms: 1_700_000_000_123, ...source },
    },
  };
};

/** Two changes of one transaction, then one of another. */
const threeOf = (connector: string, sources: readonly object[], isDocument = false): readonly Event[] =>
  sources.map((source, at) => event(connector, at === 2 ? 'd' : 'c', at + 1, source, isDocument));

const CONNECTORS: Readonly<Record<string, readonly Event[]>> = {
  postgresql: threeOf(
    'postgresql',
    [10, 11, 20].map((lsn) => ({ db: 'shop', schema: 'public', table: 't', lsn, txId: lsn < 20 ? 1 : 2 })),
  ),
  mysql: threeOf(
    'mysql',
    [10, 11, 20].map((pos) => ({
      db: 'shop',
      table: 't',
      gtid: `a-b:${pos < 20 ? 1 : 2}`,
      file: 'bin.1',
      pos,
      row: 0,
    })),
  ),
  sqlserver: threeOf(
    'sqlserver',
    ['03', '04', '13'].map((lsn) => ({
      db: 'shop',
      schema: 'dbo',
      table: 't',
      change_lsn: `27:758:${lsn}`,
      commit_lsn: `27:758:${lsn < '10' ? '05' : '15'}`,
      event_serial_no: 1,
    })),
  ),
  oracle: threeOf(
    'oracle',
    [10, 11, 20].map((scn) => ({
      db: 'ORCL',
      schema: 'SHOP',
      table: 'T',
      scn: `${scn}`,
      txId: `6.28.${scn < 20 ? 1 : 2}`,
    })),
  ),
  mongodb: threeOf(
    'mongodb',
    [1, 2, 3].map((ord) => ({
      db: 'shop',
      collection: 't',
      rs: 'rs0',
      ord,
      lsid: '{"id": 1}',
      txnNumber: ord < 3 ? 1 : 2,
    })),
    true,
  ),
};

const SCHEMA = { type: 'struct', fields: [], optional: false };
const json = (value: unknown): string => JSON.stringify(value);
const withSchema = (payload: unknown): string => json({ schema: SCHEMA, payload });

function cloudEvent({ value }: Event, data: (rows: object) => unknown): string {
  const { op, before, after, source } = value;
  const named = Object.entries({ op, ...source }).map(([name, inner]) => [
    `iodebezium${name.replace(/[^A-Za-z0-9]/g, '')}`,
    typeof inner === 'number' ? String(inner) : inner,
  ]);
  return json({ specversion: '1.0', id: '1', ...Object.fromEntries(named), data: data({ before, after }) });
}

const kcat = (key: string, payload: string): string =>
  json({ topic: 't', partition: 0, offset: 1, tstype: 'create', ts: 1, broker: 1, key, payload });

/** Without the message's key. */
const UNKEYED: Readonly<Record<string, (event: Event) => string>> = {
  'as it is': ({ value }) => json(value),
  'with schema': ({ value }) => withSchema(value),
  CloudEvents: (one) => cloudEvent(one, (rows) => rows),
  'CloudEvents with schema': (one) => cloudEvent(one, (payload) => ({ schema: SCHEMA, payload })),
  'kafka-console-consumer without key': ({ value }) => `CreateTime:1\t${json(value)}`,
};
const KEYED: Readonly<Record<string, (event: Event) => string>> = {
  'kafka-console-consumer': ({ key, value }) => `CreateTime:1\t${json(key)}\t${json(value)}`,
  'kafka-console-consumer, with schema': ({ key, value }) => `CreateTime:1\t${withSchema(key)}\t${withSchema(value)}`,
  kcat: ({ key, value }) => kcat(json(key), json(value)),
  'kcat, with schema': ({ key, value }) => kcat(withSchema(key), withSchema(value)),
};

async function read(lines: readonly string[]) {
  const bytes = bytesOf(`${lines.join('\n')}\n`);
  const detected = detect(bytes);
  if (detected.type !== 'one') throw new Error(detected.type);
  expect(detected.format.id).toBe('debezium');
  const records = await collect(detected.format.read(inPieces(bytes, 1_000)));
  return records.flatMap((record) => (record.type === 'transaction' ? [withoutPlaces(record.transaction)] : []));
}

const withoutPlaces = ({ byteOffset: _, changes, ...rest }: RawTransaction) => ({
  ...rest,
  changes: changes.map(({ byteOffset: _place, ...change }) => change),
});

const names = fixtures().map(({ name }) => name);

describe.each(Object.entries(CONNECTORS))('%s', (connector, events) => {
  test('has a fixture', () => {
    expect(names.filter((name) => name.startsWith(`debezium/${connector}`))).not.toEqual([]);
  });

  test.each(Object.entries(UNKEYED))('%s', async (_wrapping, wrap) => {
    const found = await read(events.map(wrap));
    expect(found).toEqual(await read(events.map(({ value }) => json(value))));
    expect(found.map(({ changes }) => changes.map(({ op }) => op))).toEqual([['insert', 'insert'], ['delete']]);
    expect(found.map(({ time }) => time?.us)).toEqual([1_700_000_000_123_000, 1_700_000_000_123_000]);
  });

  test.each(Object.entries(KEYED))('%s', async (_wrapping, wrap) => {
    const keyName = connector === 'mongodb' ? '_id' : 'id';
    const found = await read(events.map(wrap));
    expect(found.flatMap(({ changes }) => changes.map(({ key }) => key))).toEqual(
      [1, 2, 3].map((id) => ({ [keyName]: id })),
    );
    expect(found.map(({ sourceId }) => sourceId)).toEqual(
      (await read(events.map(({ value }) => json(value)))).map(({ sourceId }) => sourceId),
    );
  });

  test('rows without envelope', async () => {
    const [found] = await read(
      events.slice(0, 2).map(({ value }) => {
        const row = typeof value.after === 'string' ? { _id: 1, n: 1 } : (value.after as object);
        const { table, collection } = value.source;
        const added = table === undefined ? { __collection: collection } : { __table: table };
        return json({ ...row, ...added, __op: value.op, __source_ts_ms: value.source.ts_ms, __deleted: 'false' });
      }),
    );
    expect(found?.changes[0]).toMatchObject({
      op: 'insert',
      table: connector === 'oracle' ? 'T' : 't',
      after: { n: 1 },
    });
    expect(found?.time?.us).toBe(1_700_000_000_123_000);
  });
});
