import { describe, expect, test } from 'vitest';
import { bytes, count, counted, exactSpan, exactTime, micros, percent, shortTime, span } from './format.ts';

test('counts have thousands and the right noun', () => {
  expect(count(4286)).toBe('4,286');
  expect(counted(1, 'endpoint')).toBe('1 endpoint');
  expect(counted(0, 'entry', 'entries')).toBe('0 entries');
});

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.961, '96.1 %'],
  [0.9999, '99.9 %'],
  [0.00001, '0.1 %'],
])('the share %d is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test.each([
  [812, '812 B'],
  [41_000, '41.0 KB'],
  [9_800_000, '9.8 MB'],
  [412_000_000, '412 MB'],
  [999_600, '1.0 MB'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

test.each([
  [1, '1 µs'],
  [1000, '1 ms'],
  [61_400, '61.4 ms'],
  [1_000_000, '1 s'],
])('%d microseconds are %s', (value, text) => {
  expect(micros(value)).toBe(text);
});

test.each([
  [400, '0.4 s'],
  [58_000, '58 s'],
  [1_632_000, '27 min 12 s'],
  [11_100_000, '3 h 5 min'],
])('%d milliseconds are %s', (value, text) => {
  expect(span(value)).toBe(text);
});

describe('times are local', () => {
  const at = new Date(2026, 10, 21, 20, 19, 21, 482).getTime();
  test('short in lists', () => expect(shortTime(at)).toBe('21 Nov, 20:19'));
  test('exact in evidence', () => expect(exactTime(at)).toBe('21 Nov 2026, 20:19:21.482'));
});

test('a span names its day once', () => {
  const at = Date.UTC(2026, 10, 21, 12);
  expect(exactSpan(at, at + 1_500)).toBe(`${exactTime(at)} to ${exactTime(at + 1_500).split(', ')[1]}`);
  expect(exactSpan(at, at + 86_400_000)).toBe(`${exactTime(at)} to ${exactTime(at + 86_400_000)}`);
});
