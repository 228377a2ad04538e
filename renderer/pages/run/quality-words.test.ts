import { describe, expect, test } from 'vitest';
import type { LogClock } from '../../../shared/quality-views.ts';
import { adviceFor, clockWords, stampWords } from './quality-words.ts';

const clock: LogClock = {
  captureId: 2,
  capture: 'changes.jsonl',
  format: 'wal2json-2',
  kind: 'commit',
  resolutionUs: 1,
  anchors: 212,
  offsetUs: 1_702_610,
  lowUs: 1_698_000,
  highUs: 1_706_400,
  atUs: 0,
  driftUsPerSecond: 2_000,
  corrected: true,
  scatterUs: 0,
};
const few = { ...clock, anchors: 3, offsetUs: null, lowUs: null, highUs: null, corrected: false };

describe('a clock', () => {
  test.each<[string, LogClock, string]>([
    ['ahead', clock, 'Ahead by 1.7026 s, and 2 ms more every second; between 1.6980 and 1.7064 s; corrected.'],
    [
      'ahead, with what its drift lies between',
      { ...clock, driftLowUsPerSecond: 1_991.4, driftHighUsPerSecond: 2_003.2 },
      'Ahead by 1.7026 s, and 2 ms more every second (1,991 to 2,003 µs); between 1.6980 and 1.7064 s; corrected.',
    ],
    [
      'behind and losing',
      {
        ...clock,
        driftUsPerSecond: -120,
        driftLowUsPerSecond: -131,
        driftHighUsPerSecond: -110,
        offsetUs: -340_000,
        lowUs: -351_000,
        highUs: -329_000,
      },
      'Behind by 340 ms, and 120 µs less every second (110 to 131 µs); between 329.0 and 351.0 ms; corrected.',
    ],
    [
      'behind by hours',
      { ...clock, offsetUs: -10_800_000_000, lowUs: -10_800_000_000, highUs: -10_799_900_000, driftUsPerSecond: 0 },
      'Behind by 3 h 0 min; give or take 50 ms; corrected.',
    ],
    [
      'behind',
      { ...clock, offsetUs: -340_000, lowUs: -351_000, highUs: -329_000, driftUsPerSecond: 0 },
      'Behind by 340 ms; between 329.0 and 351.0 ms; corrected.',
    ],
    [
      'level',
      { ...clock, offsetUs: 300, lowUs: -700, highUs: 1_200, corrected: false },
      'Agrees with the recorder within 1.2 ms.',
    ],
    ['unknown', few, 'Too few sure pairs (3 of 5) to tell how its clock stands.'],
    ['without times', { ...few, kind: null, resolutionUs: null }, 'Its transactions have no time.'],
  ])('that is %s', (_, given, words) => expect(clockWords(given)).toBe(words));

  test('says what its stamps mark, how fine they are, and how they scatter', () => {
    expect(stampWords(clock)).toBe('commit times, to the microsecond, measured on 212 sure pairs');
    expect(stampWords({ ...few, kind: 'transaction-start', resolutionUs: 1_000_000, scatterUs: 200_000 })).toBe(
      'transaction start times, to the second, which scatter by 200 ms to either side',
    );
  });
});

describe('advice', () => {
  const ids = { requests: 100, requestsWithId: 0, transactions: 80, transactionsWithId: 0 };
  const settings = (format: string, of = ids) => adviceFor(of, [{ ...clock, format }]).map(({ setting }) => setting);

  test('names the header, then the setting of the very log', () => {
    expect(settings('wal2json-2')).toEqual([
      expect.stringContaining('traceparent: 00-'),
      expect.stringContaining('pg_logical_emit_message'),
    ]);
    expect(settings('mysqlbinlog')[1]).toContain('binlog_rows_query_log_events = ON');
    expect(settings('postgres-log-csv')[1]).toContain("/*traceparent='");
  });

  test('names nothing that is there already, or that the log cannot hold', () => {
    expect(settings('wal2json-2', { ...ids, requestsWithId: 100 })).toHaveLength(1);
    expect(settings('wal2json-2', { ...ids, requestsWithId: 100, transactionsWithId: 79 })).toEqual([]);
    expect(settings('dynamodb')).toHaveLength(1);
    expect(adviceFor({ ...ids, requests: 0 }, [clock])).toEqual([]);
  });

  test('asks for times where they are missing or coarse', () => {
    const full = { ...ids, requestsWithId: 100, transactionsWithId: 80 };
    expect(adviceFor(full, [{ ...few, kind: null }])).toEqual([
      { text: 'Record changes.jsonl with commit times:', setting: '-o include-timestamp=1' },
    ]);
    expect(adviceFor(full, [{ ...clock, resolutionUs: 1_000_000 }])[0]?.text).toContain('to the second only');
  });
});
