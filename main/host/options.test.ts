import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOptions, readOptions, UsageError } from './options.ts';

describe('a command line', () => {
  test('names a workspace, a port and files; paths become absolute', () => {
    expect(readOptions(['--workspace', 'a.audit', '--port', '0', 'x.har', 'y.jsonl'])).toEqual({
      workspace: resolve('a.audit'),
      sample: false,
      port: 0,
      files: [resolve('x.har'), resolve('y.jsonl')],
    });
  });

  test('may be empty', () => {
    expect(readOptions([])).toEqual({ workspace: null, sample: false, port: null, files: [] });
  });

  test.each([[['--bogus']], [['--port', 'x']], [['--port', '70000']], [['--workspace']]])('%j is bad usage', (args) => {
    expect(() => readOptions(args)).toThrow(UsageError);
  });
});

test('among switches for Chromium our own are found', () => {
  const args = ['--no-sandbox', '--user-data-dir=/tmp/profile', '--workspace', '/w.audit', '--sample', '/x.har'];
  expect(findOptions(args)).toEqual({
    workspace: resolve('/w.audit'),
    sample: true,
    port: null,
    files: [resolve('/x.har')],
  });
});
