/** Secrets planted in requests, one of each sort, and a HAR that holds them. */

const jwt = (claims: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, claims, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

export const USER = '7c1f9f0e-2d6b-4a0e-9d6e-5b7e0f6f1a11';
export const SESSION = 'sess-canary-5f2a9c7d1e';
/** Every one of these is planted once or more; none may be found afterwards. */
export const CANARIES = {
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

export const body = (mimeType: string, text: string) => ({ mimeType, text });
export const entry = (
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

export const har = {
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
