import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The files that ship as the sample run, as a person has them on disk. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, 'samples', 'directus');
const recordings = join(root, 'bench', 'recordings');

/** A file as it is dropped: its name and its bytes. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const HAR_PATH = join(folder, 'requests.har.gz');
export const LOG_PATH = join(folder, 'changes.jsonl.gz');

const read = (path: string, name: string): NamedFile => ({ name, bytes: readFileSync(path) });
export const har = (): NamedFile => read(HAR_PATH, 'requests.har.gz');
export const log = (): NamedFile => read(LOG_PATH, 'changes.jsonl.gz');

/** The HAR as if it had been copied while it was still being written. */
export function cutHar(): NamedFile {
  const whole = gunzipSync(readFileSync(HAR_PATH));
  return { name: 'cut.har', bytes: whole.subarray(0, Math.floor(whole.length / 2)) };
}

export const letter = (): NamedFile => ({
  name: 'letter.txt',
  bytes: new TextEncoder().encode('Dear all,\n\nno logs.\n'),
});

/** A line with the names of nginx and of Envoy, as a gateway may write it. */
export const gatewayLog = (): NamedFile => ({
  name: 'gateway.log',
  bytes: new TextEncoder().encode(
    `${JSON.stringify({
      time_iso8601: '2026-11-21T12:00:01+00:00',
      start_time: '2026-11-21T12:00:00.500Z',
      request_uri: '/orders',
      path: '/orders',
      method: 'GET',
      status: 200,
      response_code: 200,
      request_time: 0.5,
      duration: 500,
    })}\n`,
  ),
});

/** An audit table that somebody made for themselves, in their own words. */
export const journal = (name: string, order: number): NamedFile => ({
  name,
  bytes: new TextEncoder().encode(
    [
      'wann,was,nr,vorher,nachher,wer',
      `2026-11-21T19:36:06.188Z,neu,${order},,"{""order_no"":${order},""qty"":1}",ada`,
      `2026-11-21T19:36:07.188Z,anders,${order},"{""order_no"":${order},""qty"":1}","{""order_no"":${order},""qty"":2}",ada`,
      '',
    ].join('\n'),
  ),
});

interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly request: {
        readonly headers: readonly { readonly name: string; readonly value: string }[];
        readonly postData?: { readonly text?: string };
      };
      readonly response: { readonly content: { readonly text?: string } };
    }[];
  };
}

const FIELD = /"(?:password|access_token|refresh_token|token)"\s*:\s*"([^"]{8,})"/g;
const COLUMN = /"name":"(?:password|token)","type":"[^"]*","value":"([^"]{8,})"/g;

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Every password and token that stands in the sample in plain text. */
export function plainSecrets(): string[] {
  const { entries } = (JSON.parse(gunzipSync(readFileSync(HAR_PATH)).toString('utf8')) as Har).log;
  const secrets = entries.flatMap(({ request, response }) => [
    ...request.headers.flatMap(({ name, value }) =>
      name.toLowerCase() === 'authorization' ? [value.replace('Bearer ', '')] : [],
    ),
    ...found(request.postData?.text ?? '', FIELD),
    ...found(response.content.text ?? '', FIELD),
  ]);
  const columns = found(gunzipSync(readFileSync(LOG_PATH)).toString('utf8'), COLUMN);
  return [...new Set([...secrets, ...columns])];
}

/** A parse-server, recorded: its PUTs keep what is left out, count and append. */
export const parseServer = (): NamedFile[] =>
  ['requests.har.gz', 'changes.v2.jsonl.gz'].map((name) => read(join(recordings, 'parse-server', name), name));
