import type { Micros } from '../../../shared/records.ts';
import { defineFormat } from '../format.ts';
import { type Logged, momentOf, readAccessLog, statusOf, tookUs } from '../http/access-log.ts';
import { bareName, type LogLine } from '../http/log-line.ts';
import { isMoment } from '../instant.ts';
import { outlineOf } from '../outline.ts';

/** Variables that tell of nginx (http://nginx.org/en/docs/varindex.html); members may be named otherwise. */
const ASKED = ['requesturi', 'request', 'uri'];
const WHEN = ['msec', 'timeiso8601', 'timelocal'];
const OWN = [...ASKED, ...WHEN, 'requestmethod', 'requesttime', 'remoteaddr', 'bodybytessent', 'upstreamresponsetime'];

/** nginx's access log, written as JSON by a `log_format … escape=json` with the variables' own names. */
export const format = defineFormat({
  id: 'nginx-json',
  title: 'nginx access log (JSON)',
  kind: 'http',

  sniff(head) {
    const names = outlineOf(head)?.names ?? [];
    const bare = new Set(names.map(bareName));
    const has = (wanted: readonly string[]) => wanted.some((name) => bare.has(name));
    if (!has(ASKED) || !has(WHEN) || !bare.has('status') || OWN.filter((name) => bare.has(name)).length < 3)
      return null;
    const own = names.filter((name) => OWN.includes(bareName(name)));
    return { title: 'nginx access log (JSON)', why: `the first line has a status and nginx's ${own.join(', ')}` };
  },

  read: (bytes) => readAccessLog(bytes, understand),
});

function understand(line: LogLine): Logged {
  const [, method = null, asked = null] = /^(\S+) (\S+)(?: HTTP\/\S+)?$/.exec(line.text('request') ?? '') ?? [];
  return {
    method: line.text('requestmethod', 'method') ?? method,
    asked: line.text('requesturi') ?? asked ?? withArguments(line),
    scheme: line.text('scheme', 'httpxforwardedproto'),
    host: line.text('httphost', 'host', 'servername'),
    status: statusOf(line.number('status')),
    ...timesOf(line),
    stopped: stoppedOf(line),
    requestSize: line.number('contentlength'),
    responseSize: line.number('bodybytessent'),
    headers: [
      ['user-agent', line.text('httpuseragent', 'useragent')],
      ['referer', line.text('httpreferer', 'httpreferrer', 'referer')],
      ['x-request-id', line.text('requestid', 'httpxrequestid', 'xrequestid')],
      ['traceparent', line.text('traceparent', 'httptraceparent')],
      ['x-trace-id', line.text('oteltraceid', 'opentelemetrytraceid', 'traceid')],
    ],
  };
}

function withArguments(line: LogLine): string | null {
  const path = line.text('uri', 'documenturi');
  const args = line.text('args', 'querystring');
  return path === null || args === null ? path : `${path}?${args}`;
}

/** nginx writes the line when the answer is sent; `$request_time` tells how long it took. */
function timesOf(line: LogLine): { startUs: Micros | null; endUs: Micros | null } {
  const us = Math.round((line.number('msec') ?? Number.NaN) * 1_000_000);
  const end = isMoment(us)
    ? { fromUs: us, toUs: us }
    : momentOf(line.text('timeiso8601') ?? isoOf(line.text('timelocal')));
  if (!end) return { startUs: null, endUs: null };
  return { startUs: end.fromUs - tookUs(line.number('requesttime'), 1_000_000), endUs: end.toUs };
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `21/Nov/2026:19:45:41 +0000` as ISO 8601. */
function isoOf(local: string | null): string | null {
  const parts = /^(\d{2})\/(\w{3})\/(\d{4}):(\S+) ([+-]\d{4})$/.exec(local ?? '');
  if (!parts) return null;
  const [, day, name = '', year, time, zone] = parts;
  const month = MONTHS.indexOf(name) / 3 + 1;
  return `${year}-${String(month).padStart(2, '0')}-${day}T${time}${zone}`;
}

function stoppedOf(line: LogLine): Logged['stopped'] {
  const cache = line.text('upstreamcachestatus');
  if (cache && /^(?:HIT|STALE|UPDATING|REVALIDATED)$/i.test(cache))
    return {
      reached: cache.toUpperCase() === 'REVALIDATED' ? 'unknown' : 'no',
      reachedWhy: `answered by nginx's cache (${cache})`,
    };
  return line.number('status') === 499
    ? { reached: 'unknown', reachedWhy: 'the client left before the answer (499)' }
    : null;
}
