import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const jwt = (claims: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, claims, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

const USER = '7c1f9f0e-2d6b-4a0e-9d6e-5b7e0f6f1a11';
const SESSION = 'sess-canary-5f2a9c7d1e';
/** Every one of these is planted once or more; none may be found afterwards. */
const CANARIES = {
  bearer: jwt({ id: USER, secretClaim: 'canary-claim-91b2' }),
  basic: Buffer.from('ann:canary-basic-55c1').toString('base64'),
  cookie: SESSION,
  setCookie: 'canary-setcookie-77aa',
  apiKeyHeader: 'canary-apikey-0a1b2c',
  csrf: 'canary-csrf-3d4e5f',
  queryToken: 'canary-query-6a7b8c',
  queryApiKey: 'canary-qkey-9d0e1f',
  jsonPassword: 'canary-password-1',
  nested: 'canary-nested-secret-2',
  form: 'canary-form-pass-3',
  graphql: 'canary-graphql-pass-4',
  responseToken: 'canary-refresh-5',
  pathToken: 'canaryZ9pathY8tokenX7resetW6',
  rowHash: '$argon2id$v=19$m=65536,t=3,p=4$Y2FuYXJ5$canaryrowhash',
  rowToken: 'canary-row-token-6',
  messageToken: 'canary-message-7',
};

const body = (mimeType: string, text: string) => ({ mimeType, text });
const entry = (
  at: number,
  method: string,
  url: string,
  extra: { headers?: object; postData?: object; reply?: string; set?: string },
) => ({
  startedDateTime: new Date(Date.UTC(2026, 10, 21, 12, 0, at)).toISOString(),
  time: 40,
  request: {
    method,
    url: `https://api.example.test${url}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: Object.entries(extra.headers ?? {}).map(([name, value]) => ({ name, value })),
    queryString: [],
    headersSize: -1,
    bodySize: -1,
    ...(extra.postData ? { postData: extra.postData } : {}),
  },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: extra.set ? [{ name: 'Set-Cookie', value: `sid=${extra.set}; HttpOnly` }] : [],
    content: { size: 1, mimeType: 'application/json', text: extra.reply ?? '{}' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  },
  cache: {},
  timings: { send: 1, wait: 38, receive: 1 },
});

const har = {
  log: {
    version: '1.2',
    creator: { name: 'canary', version: '1' },
    entries: [
      entry(0, 'GET', `/me?access_token=${CANARIES.queryToken}&api_key=${CANARIES.queryApiKey}`, {
        headers: {
          Authorization: `Bearer ${CANARIES.bearer}`,
          Cookie: `sid=${CANARIES.cookie}`,
          'X-CSRF-Token': CANARIES.csrf,
        },
      }),
      entry(2, 'POST', '/login', {
        headers: { Authorization: `Basic ${CANARIES.basic}`, 'X-Api-Key': CANARIES.apiKeyHeader },
        postData: body(
          'application/json',
          JSON.stringify({ user: 'ann', password: CANARIES.jsonPassword, deep: [{ clientSecret: CANARIES.nested }] }),
        ),
        reply: JSON.stringify({ data: { refresh_token: CANARIES.responseToken } }),
        set: CANARIES.setCookie,
      }),
      entry(4, 'POST', '/form', {
        postData: body('application/x-www-form-urlencoded', `name=ann&password=${CANARIES.form}`),
      }),
      entry(6, 'POST', '/graphql', {
        postData: body(
          'application/json',
          JSON.stringify({
            query: 'mutation($p:String!){login(password:$p)}',
            variables: { password: CANARIES.graphql },
          }),
        ),
      }),
      entry(8, 'GET', `/password/reset/${CANARIES.pathToken}`, {}),
    ],
  },
};

const column = (name: string, value: unknown) => ({ name, type: 'text', value });
const stamp = (at: number) => `2026-11-21 12:00:0${at}.02+00`;
const changes = [
  { action: 'B', xid: 7, timestamp: stamp(0) },
  {
    action: 'M',
    xid: 7,
    timestamp: stamp(0),
    transactional: true,
    prefix: 'http',
    content: JSON.stringify({ token: CANARIES.messageToken }),
  },
  {
    action: 'U',
    xid: 7,
    timestamp: stamp(0),
    schema: 'public',
    table: 'user_sessions',
    columns: [column('session_token', SESSION), column('seen', 'now')],
    identity: [column('session_token', SESSION)],
  },
  { action: 'C', xid: 7, timestamp: stamp(0) },
  { action: 'B', xid: 8, timestamp: stamp(2) },
  {
    action: 'I',
    xid: 8,
    timestamp: stamp(2),
    schema: 'public',
    table: 'users',
    columns: [column('id', USER), column('password', CANARIES.rowHash), column('api_token', CANARIES.rowToken)],
    pk: [{ name: 'id', type: 'text' }],
  },
  { action: 'C', xid: 8, timestamp: stamp(2) },
];

test('no planted secret is on disk, packed or plain; equal secrets still join', async () => {
  const workspace = newWorkspace();
  const folder = dirname(workspace);
  const inputs = mkdtempSync(join(tmpdir(), 'canaries-'));
  writeFileSync(join(inputs, 'canary.har'), JSON.stringify(har));
  writeFileSync(join(inputs, 'canary.jsonl'), changes.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const engine = openTestEngine(workspace);
  const done = await importPaths(engine, [join(inputs, 'canary.har'), join(inputs, 'canary.jsonl')]);
  expect(done.step).toBe('done');

  const onDisk = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  const db = openDatabase(workspace);
  const packed = db.prepare<[], Buffer>('SELECT content FROM message').pluck().all();
  const texts = [...onDisk, ...packed.map((content) => inflateRawSync(content).toString('utf8'))];
  const parts = { proof: true, headers: true, calls: true, rowValues: true };
  texts.push(
    engine.notes({ keys: null, parts }).markdown,
    JSON.stringify(engine.report(1)),
    JSON.stringify(engine.imports()),
  );
  for (const [name, secret] of Object.entries(CANARIES)) {
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      expect(texts.filter((text) => text.includes(form)).length, `${name} as ${form}`).toBe(0);
    }
  }
  db.close();

  // The session id in the cookie is the key of the session's row: a value match, though nobody can read either.
  const link = engine.links(1).find((line) => line.transaction.id === '7');
  expect(link).toMatchObject({ exchange: { index: 0 }, basis: expect.arrayContaining(['value']) });
  await engine.close();
});
