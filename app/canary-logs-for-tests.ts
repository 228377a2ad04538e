import { body, CANARIES, entry, SESSION, USER } from './canaries-for-tests.ts';
import { makeZip } from './ingest/zip/zip-for-tests.ts';

/** The same secrets in change logs, traces, server logs and ZIPs. */

const column = (name: string, value: unknown) => ({ name, type: 'text', value });
const stamp = (at: number) => `2026-11-21 12:00:0${at}.02+00`;
/** Lines that come again are read by what they have in common with the first ones. */
const rows = (xid: number, at: number) => [
  { action: 'B', xid, timestamp: stamp(at) },
  {
    action: 'I',
    xid,
    timestamp: stamp(at),
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
    xid,
    timestamp: stamp(at),
    schema: 'public',
    table: `${kind}s`,
    columns: [
      column(`${kind}_id`, 1),
      column(kind === 'option' ? 'option_name' : 'meta_key', 'smtp_password'),
      column(`${kind}_value`, secret),
    ],
    pk: [{ name: `${kind}_id`, type: 'text' }],
  })),
  {
    action: 'D',
    xid,
    timestamp: stamp(at),
    schema: 'public',
    table: 'api_keys',
    identity: [column('id', 1), column('secret', CANARIES.before)],
    pk: [{ name: 'id', type: 'text' }],
  },
  { action: 'C', xid, timestamp: stamp(at) },
];

export const changes = [
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
  ...rows(8, 2),
  ...rows(9, 3),
];

export const attached = makeZip([
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
export const traces = {
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
export const accessLog = {
  time_iso8601: '2026-11-21T12:00:30+00:00',
  request_method: 'GET',
  request_uri: `/logged?access_token=${CANARIES.logLine}`,
  status: 200,
  request_time: 0.04,
};

/** As it may stand somewhere: plain, percent-encoded, in JSON, in CSV, in SQL, in base64. */
export const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll('"', '""'),
  secret.replaceAll("'", "''"),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

export const serverLog = `2026-11-21 12:00:40.000 UTC [7] ann@shop LOG:  execute <unnamed>: INSERT INTO users (id, password) VALUES ($1, $2)
2026-11-21 12:00:40.000 UTC [7] ann@shop DETAIL:  parameters: $1 = '9', $2 = '${CANARIES.parameter}'
2026-11-21 12:00:41.000 UTC [7] ann@shop LOG:  statement: INSERT INTO tokens (id, api_token) VALUES (9, '${CANARIES.literal}') /*request_id='r-9',session_token='${CANARIES.comment}'*/
`;
export const audited = {
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
