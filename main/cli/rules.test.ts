import { expect, test } from 'vitest';
import { explain } from './rules.ts';

test('explains a rule: what, why, what to do, source, example, thresholds', () => {
  const text = explain({
    id: 'safe-method-writes',
    label: 'Safe method writes',
    title: 'Reads only read',
    what: 'A read writes.',
    why: `Because ${'it matters '.repeat(12)}`.trim(),
    source: 'RFC 9110',
    remedy: 'Move the write.',
    example: 'GET /a\n  200',
    severity: 'error',
    thresholds: [{ name: 'seconds', value: 10, about: 'how long it may take' }],
  });
  expect(text).toContain('Reads only read  (safe-method-writes, error)\n\nBroken when\n  A read writes.');
  expect(text).toContain('Example\n  GET /a\n    200');
  expect(text).toContain('seconds = 10: how long it may take');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(88);
});
