import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { HarEntry, HarPair } from './har.ts';

/** What a call may carry. `note` says in the HAR's comment what the call is there for. */
export interface CallOptions {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** The answer to a call; `body` is the parsed JSON, or undefined where there was none. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
}

interface Exchange {
  readonly startedMs: number;
  readonly firstByteMs: number;
  readonly endedMs: number;
  readonly response: IncomingMessage;
  readonly text: string;
}

/** The log needs a moment to show which call wrote what: calls are kept this far apart. */
const PAUSE_MS = 60;

/** One user of one program: keeps a connection and cookies, and adds each call to the recording. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();
  readonly #base: string;
  readonly #headers: Record<string, string>;
  readonly #entries: HarEntry[];

  constructor(base: string, headers: Readonly<Record<string, string>>, entries: HarEntry[]) {
    this.#base = base;
    this.#headers = { accept: 'application/json', ...headers };
    this.#entries = entries;
  }

  /** Headers of every later call, such as the token that a log-in answered. */
  always(headers: Readonly<Record<string, string>>): void {
    Object.assign(this.#headers, headers);
  }

  get = (path: string, options?: CallOptions) => this.call('GET', path, options);
  post = (path: string, json: unknown, options?: CallOptions) => this.call('POST', path, { ...options, json });
  put = (path: string, json: unknown, options?: CallOptions) => this.call('PUT', path, { ...options, json });
  patch = (path: string, json: unknown, options?: CallOptions) => this.call('PATCH', path, { ...options, json });
  delete = (path: string, options?: CallOptions) => this.call('DELETE', path, options);

  /** Sends one call, waits for its whole answer and records both. Rejects where no answer came. */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const url = new URL(path, this.#base);
    const text = options.json === undefined ? undefined : JSON.stringify(options.json);
    const headers = this.#headersOf(url, text, options.headers);
    const exchange = await send(method, url, headers, text, this.#agent);
    this.#keepCookies(exchange.response);
    this.#entries.push(toEntry(method, url, headers, text, exchange, options.note));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return toAnswer(exchange);
  }

  #headersOf(url: URL, text: string | undefined, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      host: url.host,
      ...this.#headers,
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` }),
      ...(cookie === '' ? {} : { cookie }),
      ...extra,
    };
  }

  #keepCookies(response: IncomingMessage): void {
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
  }
}

function send(method: string, url: URL, headers: OutgoingHttpHeaders, text: string | undefined, agent: Agent) {
  return new Promise<Exchange>((resolve, reject) => {
    const startedMs = nowMs();
    const sent = request(url, { method, headers, agent }, (response) => {
      const firstByteMs = nowMs();
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ startedMs, firstByteMs, endedMs: nowMs(), response, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

function toEntry(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  text: string | undefined,
  { startedMs, firstByteMs, endedMs, response, text: body }: Exchange,
  note: string | undefined,
): HarEntry {
  const mimeType = response.headers['content-type'] ?? '';
  return {
    startedDateTime: new Date(Math.floor(startedMs)).toISOString(),
    time: endedMs - startedMs,
    request: {
      method,
      url: url.href,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: text === undefined ? 0 : Buffer.byteLength(text),
      ...(text === undefined ? {} : { postData: { mimeType: 'application/json', text } }),
    },
    response: {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(response.rawHeaders),
      content: { size: Buffer.byteLength(body), mimeType, text: body },
      redirectURL: response.headers.location ?? '',
      headersSize: -1,
      bodySize: Buffer.byteLength(body),
    },
    cache: {},
    timings: { send: 0, wait: firstByteMs - startedMs, receive: endedMs - firstByteMs },
    ...(note === undefined ? {} : { comment: note }),
  };
}

function toAnswer({ response, text }: Exchange): Answer {
  const isJson = (response.headers['content-type'] ?? '').includes('json') && text !== '';
  return { status: response.statusCode ?? 0, headers: response.headers, body: isJson ? JSON.parse(text) : undefined };
}

const nowMs = () => performance.timeOrigin + performance.now();

const pairs = (raw: readonly string[]): HarPair[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: raw[at + 1] ?? '' }] : []));
