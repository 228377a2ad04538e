import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { makeZip } from './ingest/zip/zip-for-tests.ts';
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
  multipart: '--canary-multipart-8',
  csvCell: 'canary, "csv" 9',
  sqlPassword: "canary-sql-'10",
  sqlInsert: 'canary-insert-11',
  // Put together here, so that no scanner takes this file for a leak.
  neutralName: ['sk', 'live', 'canaryNeutral12aB3dE5gH7'].join('_'),
  optionRow: 'canary-option-13',
  metaRow: 'canary-meta-14',
  xml: 'canary-xml-15',
  jsonInJson: 'canary-json-in-json-16',
  jsonInQuery: 'canary-json-in-query-17',
  jsonInForm: 'canary-json-in-form-18',
  proxy: Buffer.from('ann:canary-proxy-19').toString('base64'),
  referer: 'canary-referer-20',
  location: 'canary-location-21',
  webSocket: 'canary-socket-22',
  html: 'canary-html-23',
  oneTimeCode: 'canary-code-24',
  fragment: 'canary-fragment-25',
  namedBeside: 'canary-beside-26',
  privateKey: 'MIIEcanaryPrivateKey27aB3dE5gH7jK9',
  userInfo: 'canary-userinfo-28',
  responseHeader: 'canary-response-header-29',
  attachedBody: 'canary-attached-30',
  spanQuery: 'canary-span-31',
  spanHeader: 'canary-span-header-32',
  logLine: 'canary-log-33',
  failure: 'canary-failure-34',
  rowJson: 'canary-row-json-35',
  before: 'canary-before-36',
  parameter: 'canary-parameter-37',
  literal: 'canary-literal-38',
  comment: 'canary-comment-39',
  auditedRow: 'canary-audited-40',
  auditedQuery: 'canary-audited-query-41',
  userAgent: 'canary-agent-42',
};

const multipart = [
  ['password', 'text/plain', CANARIES.multipart],
  ['users', 'text/csv', `id,password\r\n1,"${CANARIES.csvCell.replaceAll('"', '""')}"`],
]
  .map(([name, type, content]) => {
    const head = `Content-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}`;
    return `--b\r\n${head}\r\n\r\n${content}\r\n`;
  })
  .concat('--b--\r\n')
  .join('');
const pem = `-----BEGIN PRIVATE KEY-----\n${CANARIES.privateKey}\n-----END PRIVATE KEY-----`;

const body = (mimeType: string, text: string) => ({ mimeType, text });
const entry = (
  at: number,
  method: string,
  url: string,
  extra: { headers?: object; postData?: object; reply?: string; set?: string; answers?: object; error?: string },
) => ({
  startedDateTime: new Date(Date.UTC(2026, 10, 21, 12, 0, at)).toISOString(),
  time: 40,
  request: {
    method,
    url: url.startsWith('/') ? `https://api.example.test${url}` : url,
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
    headers: Object.entries({
      ...(extra.set ? { 'Set-Cookie': `sid=${extra.set}; HttpOnly` } : {}),
      ...extra.answers,
    }).map(([name, value]) => ({ name, value })),
    ...(extra.error ? { _error: extra.error } : {}),
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
          'User-Agent': `shop-app/1.0/token=${CANARIES.userAgent}`,
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
      entry(10, 'POST', '/upload', { postData: body('multipart/form-data; boundary=b', multipart) }),
      entry(12, 'POST', '/sql', {
        postData: body('text/plain', `ALTER ROLE ann PASSWORD '${CANARIES.sqlPassword.replaceAll("'", "''")}'`),
        reply: JSON.stringify({ ran: `INSERT INTO users (id, password) VALUES (1, '${CANARIES.sqlInsert}')` }),
      }),
      entry(14, 'PUT', '/settings', {
        postData: body('application/json', JSON.stringify({ note: CANARIES.neutralName, file: pem })),
        reply: JSON.stringify([{ name: 'smtp_password', value: CANARIES.namedBeside }]),
      }),
      entry(16, 'POST', '/soap', {
        postData: body('text/xml', `<a><wsse:Password>${CANARIES.xml}</wsse:Password></a>`),
        reply: `<meta name="csrf-token" content="${CANARIES.html}">`,
      }),
      entry(18, 'POST', `/search?filter=${encodeURIComponent(JSON.stringify({ token: CANARIES.jsonInQuery }))}`, {
        postData: body(
          'application/json',
          JSON.stringify({ inner: JSON.stringify({ inner: JSON.stringify({ secret: CANARIES.jsonInJson }) }) }),
        ),
      }),
      entry(20, 'POST', `/back?code=${CANARIES.oneTimeCode}#access_token=${CANARIES.fragment}`, {
        headers: {
          'Proxy-Authorization': `Basic ${CANARIES.proxy}`,
          Referer: `https://api.example.test/?token=${CANARIES.referer}`,
          'Sec-WebSocket-Protocol': `bearer, ${CANARIES.webSocket}`,
        },
        answers: {
          Location: `https://api.example.test/in?session_token=${CANARIES.location}`,
          'X-Auth-Token': CANARIES.responseHeader,
        },
        postData: body(
          'application/x-www-form-urlencoded',
          `payload=${encodeURIComponent(JSON.stringify({ password: CANARIES.jsonInForm }))}`,
        ),
      }),
      entry(22, 'GET', `https://ann:${CANARIES.userInfo}@api.example.test/me`, {
        error: `refused at https://api.example.test/?api_key=${CANARIES.failure}`,
      }),
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
    columns: [
      column('id', USER),
      column('password', CANARIES.rowHash),
      column('api_token', CANARIES.rowToken),
      column('extra', JSON.stringify({ deep: [{ client_secret: CANARIES.rowJson }] })),
    ],
    pk: [{ name: 'id', type: 'text' }],
  },
  ...[
    ['option', CANARIES.optionRow],
    ['meta', CANARIES.metaRow],
  ].map(([kind, secret]) => ({
    action: 'I',
    xid: 8,
    timestamp: stamp(2),
    schema: 'public',
    table: `${kind}s`,
    columns: [
      column(`${kind}_id`, 1),
      column(kind === 'option' ? 'option_name' : 'meta_key', 'smtp_password'),
      column(`${kind}_value`, secret),
    ],
  })),
  {
    action: 'D',
    xid: 8,
    timestamp: stamp(2),
    schema: 'public',
    table: 'api_keys',
    identity: [column('id', 1), column('secret', CANARIES.before)],
  },
  { action: 'C', xid: 8, timestamp: stamp(2) },
];

const attached = makeZip([
  {
    name: 'har.har',
    content: JSON.stringify({
      log: {
        version: '1.2',
        creator: { name: 'Playwright', version: '1' },
        entries: [
          entry(24, 'POST', '/attached', {
            postData: { ...body('application/json', ''), _file: `${'a'.repeat(40)}.json` },
          }),
        ],
      },
    }),
  },
  { name: `${'a'.repeat(40)}.json`, content: JSON.stringify({ password: CANARIES.attachedBody }) },
]);
const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const traces = {
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: 'ab'.repeat(16),
              spanId: 'cd'.repeat(8),
              kind: 2,
              startTimeUnixNano: '1795262420000000000',
              endTimeUnixNano: '1795262420040000000',
              attributes: [
                attribute('http.request.method', 'GET'),
                attribute('url.path', '/traced'),
                attribute('url.query', `api_key=${CANARIES.spanQuery}`),
                attribute('http.request.header.authorization', `Bearer ${CANARIES.spanHeader}`),
              ],
            },
          ],
        },
      ],
    },
  ],
};
const accessLog = {
  time_iso8601: '2026-11-21T12:00:30+00:00',
  request_method: 'GET',
  request_uri: `/logged?access_token=${CANARIES.logLine}`,
  status: 200,
  request_time: 0.04,
};

/** As it may stand somewhere: plain, percent-encoded, in JSON, in CSV, in SQL, in base64. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll('"', '""'),
  secret.replaceAll("'", "''"),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

const serverLog = `2026-11-21 12:00:40.000 UTC [7] ann@shop LOG:  execute <unnamed>: INSERT INTO users (id, password) VALUES ($1, $2)
2026-11-21 12:00:40.000 UTC [7] ann@shop DETAIL:  parameters: $1 = '9', $2 = '${CANARIES.parameter}'
2026-11-21 12:00:41.000 UTC [7] ann@shop LOG:  statement: INSERT INTO tokens (id, api_token) VALUES (9, '${CANARIES.literal}') /*request_id='r-9',session_token='${CANARIES.comment}'*/
`;
const audited = {
  event_id: 1,
  schema_name: 'public',
  table_name: 'users',
  relid: '16605',
  session_user_name: 'ann',
  action_tstamp_tx: '2026-11-21T12:00:42Z',
  action_tstamp_stm: '2026-11-21T12:00:42Z',
  action_tstamp_clk: '2026-11-21T12:00:42Z',
  transaction_id: 871,
  application_name: 'shop',
  client_addr: null,
  client_port: null,
  client_query: `INSERT INTO users (id, password) VALUES (10, '${CANARIES.auditedQuery}')`,
  action: 'I',
  row_data: { id: '10', password: CANARIES.auditedRow },
  changed_fields: null,
  statement_only: false,
};

test('no planted secret is on disk, packed or plain; equal secrets still join', async () => {
  const workspace = newWorkspace();
  const folder = dirname(workspace);
  const inputs = mkdtempSync(join(tmpdir(), 'canaries-'));
  writeFileSync(join(inputs, 'canary.har'), JSON.stringify(har));
  writeFileSync(join(inputs, 'canary.jsonl'), changes.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(join(inputs, 'canary.har.zip'), attached);
  writeFileSync(join(inputs, 'traces.jsonl'), JSON.stringify(traces));
  writeFileSync(join(inputs, 'access.log'), JSON.stringify(accessLog));
  writeFileSync(join(inputs, 'postgres.log'), serverLog);
  writeFileSync(join(inputs, 'audit.jsonl'), JSON.stringify(audited));
  const temporary = mkdtempSync(join(tmpdir(), 'canary-temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  const engine = openTestEngine(workspace);
  const names = [
    'canary.har',
    'canary.jsonl',
    'canary.har.zip',
    'traces.jsonl',
    'access.log',
    'postgres.log',
    'audit.jsonl',
  ];
  const done = await importPaths(
    engine,
    names.map((name) => join(inputs, name)),
  );
  expect(done.files.map((file) => [file.state, file.counts.exchanges + file.counts.transactions])).toEqual([
    ['read', 12],
    ['read', 2],
    ['read', 1],
    ['read', 1],
    ['read', 1],
    ['read', 2],
    ['read', 1],
  ]);

  const onDisk = [folder, temporary].flatMap((place) =>
    readdirSync(place).map((name) => readFileSync(join(place, name)).toString('latin1')),
  );
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
    for (const form of formsOf(secret)) {
      expect(texts.filter((text) => text.includes(form)).length, `${name} as ${form}`).toBe(0);
    }
  }
  db.close();
  // They were there, and were masked: nothing was only left out.
  const places = engine.settings().masked.map(({ place }) => place);
  for (const place of [
    'authorization token',
    'cookie sid',
    'path',
    'query access_token',
    'body password',
    'body users password',
  ])
    expect(places).toContain(place);
  for (const place of ['response data.refresh_token', 'column password', 'column api_token', 'column meta_value'])
    expect(places).toContain(place);

  // The session id in the cookie is the key of the session's row: a value match, though nobody can read either.
  const link = engine.links(1).find((line) => line.transaction.id === '7');
  expect(link).toMatchObject({ exchange: { index: 0 }, basis: expect.arrayContaining(['value']) });
  await engine.close();
});
