import { rmSync, writeFileSync } from 'node:fs';
import { xmlText } from '../../shared/xml-text.ts';
import type { CheckOptions } from './check.ts';

/**
 * Leaves word of a check that could not be made where its reports are looked for: a missing file says nothing, and one
 * of an earlier run something else. SARIF has no way to say it: a log without results reads as "all is well".
 */
export function reportFailure({ junit, sarif }: CheckOptions, error: unknown): void {
  if (junit !== undefined) writeFileSync(junit, failedJunit(error instanceof Error ? error.message : String(error)));
  if (sarif !== undefined) rmSync(sarif, { force: true });
}

const COUNTS = 'tests="1" failures="0" errors="1" skipped="0"';

function failedJunit(message: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Endpoint Audit" ${COUNTS}>`,
    `  <testsuite name="recording" ${COUNTS}>`,
    '    <testcase classname="recording" name="The recording can be judged">',
    `      <error message="${xmlText(message)}" type="not-judged"/>`,
    '    </testcase>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
