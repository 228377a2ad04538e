import type { IdCounts, LogClock } from '../../../shared/quality-views.ts';
import { count, micros } from '../../components/format.ts';
import { lasting, TIME_KINDS } from './run-words.ts';

/** The sentences of how sure a run's links are. */

/** Fewer sure pairs say nothing about a clock; as attribution has it. */
const LEAST_PAIRS = 5;
const S = 1_000_000;
const MINUTE = 60 * S;

/** `1.7026 s`, `12.0 ms`, `3 h 0 min`: four figures below a minute, so that a clock can be set by it. */
function shift(us: number): string {
  const size = Math.abs(us);
  if (size >= MINUTE) return lasting(size);
  return size < S ? micros(Math.round(size)) : `${(size / S).toFixed(4)} s`;
}

/** What is known of a log's clock, without the log's name. */
export function clockWords(clock: LogClock): string {
  const { offsetUs, lowUs, highUs, anchors, corrected } = clock;
  if (clock.kind === null) return 'Its transactions have no time.';
  if (offsetUs === null || lowUs === null || highUs === null)
    return `Too few sure pairs (${count(anchors)} of ${LEAST_PAIRS}) to tell how its clock stands.`;
  if (!corrected) return `Agrees with the recorder within ${shift(Math.max(Math.abs(lowUs), Math.abs(highUs)))}.`;
  const drift = driftWords(clock);
  return `${offsetUs < 0 ? 'Behind' : 'Ahead'} by ${shift(offsetUs)}${drift}; ${betweenWords(lowUs, highUs)}; corrected.`;
}

function driftWords({ driftUsPerSecond, driftLowUsPerSecond: low, driftHighUsPerSecond: high }: LogClock): string {
  const drift = Math.round(driftUsPerSecond);
  if (drift === 0) return '';
  const isKnown = low !== undefined && high !== undefined && low > 0 === high > 0;
  const ends = isKnown ? [low, high].map((us) => Math.round(Math.abs(us))).sort((a, b) => a - b) : null;
  const between = ends ? ` (${ends.map(count).join(' to ')} µs)` : '';
  return `, and ${micros(Math.abs(drift))} ${drift > 0 ? 'more' : 'less'} every second${between}`;
}

/** Both ends as far from zero as the clock is off; of a clock that is off by minutes only how sure that is. */
function betweenWords(lowUs: number, highUs: number): string {
  const far = Math.max(Math.abs(lowUs), Math.abs(highUs));
  if (far >= MINUTE) return `give or take ${micros(Math.round((highUs - lowUs) / 2))}`;
  const ends = lowUs < 0 && highUs <= 0 ? [-highUs, -lowUs] : [lowUs, highUs];
  const word = (us: number) => (far < S ? (us / 1000).toFixed(1) : (us / S).toFixed(4)).replace('-', '−');
  return `between ${ends.map(word).join(' and ')} ${far < S ? 'ms' : 's'}`;
}

/** `commit times, to the microsecond, from 212 sure pairs`; what single stamps scatter by, where they do. */
export function stampWords({ kind, resolutionUs, scatterUs, anchors, offsetUs }: LogClock): string {
  if (kind === null) return '';
  const fine = resolutionUs === null ? '' : fineWords(resolutionUs);
  const parts = [
    `${TIME_KINDS[kind]} times`,
    fine,
    scatterUs > 0 ? `which scatter by ${micros(Math.round(scatterUs))} to either side` : '',
    offsetUs === null ? '' : `measured on ${count(anchors)} sure pairs`,
  ];
  return parts.filter(Boolean).join(', ');
}

const FINE: Readonly<Record<number, string>> = {
  1: 'to the microsecond',
  1000: 'to the millisecond',
  [S]: 'to the second',
};

const fineWords = (resolutionUs: number): string => FINE[resolutionUs] ?? `to ${micros(resolutionUs)}`;

/** Something to do at the next recording, and the setting that does it. */
export interface Advice {
  readonly text: string;
  readonly setting: string | null;
}

/** What to record better next time: best first; empty where nothing would help. */
export function adviceFor(ids: IdCounts, clocks: readonly LogClock[]): Advice[] {
  const formats = [...new Set(clocks.map(({ format }) => format))];
  return [...adviseIds(ids, formats), ...clocks.flatMap(adviseTimes)];
}

/** Below this share of transactions with ids it is worth a word. */
const MOST_WITH_ID = 0.5;

function adviseIds(ids: IdCounts, formats: readonly string[]): Advice[] {
  if (ids.transactions === 0 || ids.requests === 0) return [];
  const request: Advice = {
    text: 'Let every request carry an id, in a header that the recorder sees:',
    setting: TRACEPARENT,
  };
  const enough = ids.transactionsWithId >= MOST_WITH_ID * ids.transactions;
  const log = enough ? [] : formats.flatMap(adviseLog);
  return ids.requestsWithId >= MOST_WITH_ID * ids.requests ? log : [request, ...log];
}

const TRACEPARENT =
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n# or\nX-Request-ID: 6f1c2d9a-52f0-4f58-9d0c-7b1f7a4f0c11';
const COMMENT = "INSERT INTO … /*traceparent='00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'*/";

/** How each kind of change log carries the id of the request; formats that cannot are left out. */
function adviseLog(format: string): Advice[] {
  if (/^wal2json|^debezium$|^test-decoding$/.test(format))
    return [
      {
        text: 'Write the request’s own value into each of its transactions, as the first statement:',
        setting: `SELECT pg_logical_emit_message(true, 'traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');`,
      },
    ];
  if (/^postgres-log/.test(format))
    return [{ text: 'Append the same id to each statement, as sqlcommenter does:', setting: COMMENT }];
  if (/^(?:mysqlbinlog|maxwell|canal)$/.test(format))
    return [
      {
        text: 'Append the same id to each statement, as sqlcommenter does, and let the binary log keep the statements:',
        setting: `SET GLOBAL binlog_rows_query_log_events = ON;\n${COMMENT}`,
      },
    ];
  return format === 'audit-table'
    ? [{ text: 'Let the audit table’s trigger keep the same id, in a column of its own:', setting: 'request_id text' }]
    : [];
}

/** Stamps coarser than this leave requests beside one another open. */
const FINE_US = 1_000;

function adviseTimes({ capture, kind, resolutionUs, format }: LogClock): Advice[] {
  if (kind === null)
    return [
      {
        text: `Record ${capture} with commit times:`,
        setting: /^wal2json|^test-decoding$/.test(format) ? '-o include-timestamp=1' : null,
      },
    ];
  return resolutionUs !== null && resolutionUs > FINE_US
    ? [{ text: `Record ${capture} with finer times: it has them ${fineWords(resolutionUs)} only.`, setting: null }]
    : [];
}
