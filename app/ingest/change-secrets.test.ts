import { expect, test } from 'vitest';
import { detect } from './detect.ts';
import { bytesOf, collect, inPieces } from './fixture-files.ts';
import { createMasker } from './mask.ts';
import { peek, readCapture } from './read-capture.ts';

/** Stands in every place where a log may carry a secret; none may come out. */
const SECRET = 'kanarienvogel77';
const masker = createMasker(new Uint8Array(32).fill(7));
const json = JSON.stringify;
const source = {
  connector: 'mysql',
  name: 's',
  ts_ms: 1559033904863,
  db: 'shop',
  table: 'users',
  file: 'f',
  pos: 1,
  row: 0,
};
const USERS = { id: 1, email: 'a@x.io', password: SECRET, settings: json({ apiKey: SECRET }) };
const hstore = `"id"=>"1", "password"=>"${SECRET}"`;
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const PREFIX = (line: number) => `2026-11-21 14:34:18.18${line} EST [17599] xid=${line < 3 ? 0 : 785},vxid=3/348 `;
const BINLOG = '#261121 19:36:43 server id 1  end_log_pos 256 CRC32 0xc3e777b5 \t';

const LOGS: Readonly<Record<string, string>> = {
  'wal2json-2': `${json({ action: 'I', xid: 7, schema: 'public', table: 'users', columns: [{ name: 'password', type: 'text', value: SECRET }] })}\n`,
  'test-decoding': `BEGIN 7\nmessage: transactional: 1 prefix: http, sz: 40 content:${json({ request_id: 'r-1', token: SECRET }).padEnd(40)}\ntable public.users: INSERT: id[integer]:1 password[text]:'${SECRET}'\nCOMMIT 7\n`,
  debezium: `${json({ before: { ...USERS, email: 'b' }, after: USERS, op: 'u', source: { ...source, query: `UPDATE users SET password='${SECRET}' /*token='${SECRET}',request_id='r-1'*/` } })}\n`,
  'postgres-log': [
    `${PREFIX(1)}LOG:  statement: ALTER USER shop PASSWORD '${SECRET}'`,
    `${PREFIX(2)}LOG:  execute <unnamed>: INSERT INTO users(id, password, api_key) VALUES ($1, $2, '${SECRET}') /*request_id='r-1',auth_token='${SECRET}'*/`,
    `${PREFIX(2)}DETAIL:  parameters: $1 = '1', $2 = '${SECRET}'`,
    `${PREFIX(3)}LOG:  duration: 0.329 ms`,
    `${PREFIX(4)}LOG:  statement: UPDATE users SET password = '${SECRET}' WHERE reset_token = '${SECRET}' AND id = 1`,
    '',
  ].join('\n'),
  'postgres-log-csv': `2026-11-21 14:34:17.032 EST,"postgres","shop",17570,"127.0.0.1:36676",6b01f239.44a2,1,"INSERT",2026-11-21 14:34:17 EST,3/332,0,LOG,00000,"AUDIT: SESSION,1,1,WRITE,INSERT,TABLE,public.users,""INSERT INTO users(id,password) VALUES ($1,$2) /*request_id='r-1'*/"",""1,${SECRET}"",1",,,,,,,,,"shop-api","client backend",,0\n`,
  mysqlbinlog: [
    '/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=1*/;',
    `${BINLOG}Query\tthread_id=6\texec_time=0`,
    'use `shop`/*!*/;',
    'CREATE TABLE users (id INT PRIMARY KEY, password TEXT)',
    '/*!*/;',
    `${BINLOG}Query\tthread_id=6\texec_time=0`,
    `SET PASSWORD FOR shop = '${SECRET}'`,
    '/*!*/;',
    `${BINLOG}GTID 0-1-18 trans`,
    'START TRANSACTION',
    `#Q> INSERT INTO users VALUES (1, '${SECRET}') /*request_id='r-1',token='${SECRET}'*/`,
    '### INSERT INTO `shop`.`users`',
    '### SET',
    '###   @1=1',
    `###   @2='${SECRET}'`,
    'COMMIT/*!*/;',
    '',
  ].join('\n'),
  maxwell: `${json({ database: 'shop', table: 'users', type: 'update', ts: 1477053217, xid: 1, commit: true, query: `UPDATE users SET password='${SECRET}' /*request_id='r-1'*/`, data: USERS, old: { password: SECRET } })}\n`,
  canal: `${json({ data: [USERS], old: [{ password: SECRET }], database: 'shop', table: 'users', type: 'UPDATE', isDdl: false, mysqlType: {}, es: 1646300467000, sql: `/*request_id='r-1',token='${SECRET}'*/` })}\n`,
  mongodb: `${json({ operationType: 'update', clusterTime: { $timestamp: { t: 1, i: 1 } }, ns: { db: 'shop', coll: 'users' }, documentKey: { _id: 1 }, fullDocument: { _id: 1, auth: { token: SECRET } }, updateDescription: { updatedFields: { 'auth.token': SECRET, password: SECRET } } })}\n`,
  dynamodb: json({
    Records: [
      {
        eventName: 'MODIFY',
        dynamodb: {
          Keys: { id: { S: '1' } },
          NewImage: { id: { S: '1' }, apiKey: { S: SECRET }, login: { M: { password: { S: SECRET } } } },
        },
      },
    ],
  }),
  'dms-json': `${json({ data: USERS, 'before-image': { password: SECRET }, metadata: { 'record-type': 'data', operation: 'update', 'table-name': 'users' } })}\n`,
  'sqlserver-cdc': `__$start_lsn,__$seqval,__$operation,id,password\n0x1,0x1,3,1,${SECRET}\n0x1,0x1,4,1,${SECRET}\n`,
  'audit-table': `table_name,action,row_data,changed_fields,action_tstamp_tx,client_query\nusers,U,${quoted(hstore)},${quoted(hstore)},2026-11-21 14:36:05-05,"UPDATE users SET password='${SECRET}' /*request_id='r-1'*/"\n`,
};

async function readLog(text: string) {
  const { head, bytes } = await peek(inPieces(bytesOf(text), 65_536));
  const found = detect(head);
  if (found.type !== 'one') throw new Error(`taken for ${found.type}`);
  const records = await collect(readCapture(found.format, bytes, masker));
  return { id: found.format.id, text: json([found.recognition, records]), records };
}

test.each(Object.entries(LOGS))('%s: no secret of a row, a statement or a comment comes out', async (id, log) => {
  const read = await readLog(log);
  expect(read.id).toBe(id);
  expect(read.text).not.toContain(SECRET);
  expect(read.text).toContain('masked·');
});

const AUDITED: Readonly<Record<string, object>> = {
  'django-auditlog': {
    action: 1,
    changes: { password: ['x', SECRET] },
    object_pk: '1',
    object_repr: 'u',
    timestamp: '2026-11-21T19:36:07Z',
    content_type_id: 7,
    additional_data: { token: SECRET },
  },
  'django-easy-audit': {
    event_type: 2,
    object_id: 1,
    object_json_repr: json([{ model: 'shop.user', pk: 1, fields: { password: SECRET } }]),
    changed_fields: json({ password: ['x', SECRET] }),
    datetime: '2026-11-21T19:36:07Z',
  },
  'django-simple-history': {
    model: 'shop.historicaluser',
    id: 1,
    password: SECRET,
    history_date: '2026-11-21T19:36:07Z',
    history_type: '~',
  },
  'django-pghistory': {
    pgh_id: 1,
    pgh_label: 'update',
    pgh_created_at: '2026-11-21T19:36:07Z',
    pgh_obj_id: 1,
    password: SECRET,
    pgh_context: { token: SECRET },
  },
  PaperTrail: {
    item_type: 'User',
    item_id: 1,
    event: 'update',
    object: `---\npassword: ${SECRET}\n`,
    object_changes: `---\npassword:\n- ${SECRET}\n- x\n`,
    created_at: '2026-11-21T19:36:07Z',
  },
  supa_audit: {
    record_id: 'x',
    op: 'UPDATE',
    ts: '2026-11-21T19:36:07Z',
    table_name: 'users',
    record: USERS,
    old_record: USERS,
  },
  Bemi: {
    operation: 'UPDATE',
    table: 'users',
    primary_key: '1',
    before: USERS,
    after: USERS,
    context: { token: SECRET },
    committed_at: '2026-11-21T19:36:07Z',
  },
  'audit table': {
    op: 'U',
    table_name: 'users',
    old_values: json(USERS),
    new_values: json(USERS),
    url: `/reset?token=${SECRET}`,
  },
};

test.each(Object.entries(AUDITED))('%s: neither', async (title, row) => {
  const read = await readLog(`${json(row)}\n`);
  expect(read.text).toContain(title);
  expect(read.records.some(({ type }) => type === 'transaction')).toBe(true);
  expect(read.text).not.toContain(SECRET);
  expect(read.text).toContain('masked·');
});
