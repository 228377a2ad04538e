import { defineFormat } from '../format.ts';
import { type Logged, momentOf, readAccessLog, statusOf, tookUs } from '../http/access-log.ts';
import { bareName, type LogLine } from '../http/log-line.ts';
import { outlineOf } from '../outline.ts';

const OWN = ['responsecode', 'responseflags', 'upstreamcluster', 'upstreamhost', 'bytesreceived', 'bytessent'];

/** Envoy's access log as JSON, with the names of its documentation, Istio and Envoy Gateway. */
export const format = defineFormat({
  id: 'envoy-json',
  title: 'Envoy access log (JSON)',
  kind: 'http',

  sniff(head) {
    const names = outlineOf(head)?.names ?? [];
    const bare = new Set(names.map(bareName));
    if (!bare.has('starttime') || !bare.has('duration') || !bare.has('method') || !bare.has('responsecode'))
      return null;
    const own = names.filter((name) => OWN.includes(bareName(name)));
    return { title: 'Envoy access log (JSON)', why: `the first line has start_time, duration and ${own.join(', ')}` };
  },

  read: (bytes) => readAccessLog(bytes, understand),
});

function understand(line: LogLine): Logged {
  const start = momentOf(line.text('starttime'));
  const took = tookUs(line.number('duration'), 1000);
  return {
    method: line.text('method'),
    // The path as the client wrote it, before a route changed it.
    asked: line.text('xenvoyoriginalpath', 'path'),
    scheme: line.text('scheme', 'xforwardedproto'),
    host: line.text('authority', 'host'),
    status: statusOf(line.number('responsecode')),
    startUs: start ? start.fromUs : null,
    // Whole milliseconds: the last of them belongs to it, too.
    endUs: start ? start.toUs + took + 1000 : null,
    stopped: stoppedOf(line.text('responseflags')),
    requestSize: line.number('bytesreceived'),
    responseSize: line.number('bytessent'),
    headers: [
      ['user-agent', line.text('useragent')],
      ['referer', line.text('referer')],
      ['x-request-id', line.text('requestid', 'xrequestid')],
      ['traceparent', line.text('traceparent')],
      ['x-trace-id', line.text('traceid')],
    ],
  };
}

/** Response flags (Envoy, access log format strings): those set before anything was sent on, and those set after. */
const NEVER_SENT = new Set(['NR', 'UH', 'UF', 'UO', 'RL', 'UAEX', 'RLSE', 'IH', 'FI', 'DPE', 'NC', 'RFCF']);
const BROKEN_OFF = new Set(['DC', 'UT', 'UC', 'UR', 'LR', 'LH', 'SI', 'UPE', 'DT', 'UMSDR', 'URX', 'DI']);

function stoppedOf(text: string | null): Logged['stopped'] {
  const flags = text?.split(',') ?? [];
  if (flags.some((flag) => BROKEN_OFF.has(flag))) return { reached: 'unknown', reachedWhy: `broken off (${text})` };
  if (flags.some((flag) => NEVER_SENT.has(flag)))
    return { reached: 'no', reachedWhy: `never sent on by Envoy (${text})` };
  return null;
}
