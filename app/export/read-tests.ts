import type { ExportedFile } from '../../shared/export-views.ts';
import { isDecided } from '../../shared/status-machine.ts';
import { tableWord } from '../../shared/text.ts';
import { checkScript } from './check-script.ts';
import type { NoteFinding } from './note-input.ts';
import { isSelected, pathOf } from './proposal.ts';
import { pytestFile } from './pytest-file.ts';
import { rspecFile } from './rspec-file.ts';
import { vitestFile } from './vitest-file.ts';

/** One call that a test makes, as it was recorded. */
export interface ReadCall {
  readonly method: string;
  /** `/flows/trigger/{id}`. */
  readonly route: string;
  /** What stood for each parameter; null where it was masked. */
  readonly parameters: readonly (readonly [name: string, value: string | null])[];
  readonly query: readonly (readonly [name: string, value: string])[];
  /** What it answered: a call that fails proves nothing. */
  readonly status: number;
}

export interface ReadTests {
  readonly on: string;
  readonly calls: readonly ReadCall[];
  /** Tables that a read may write: telemetry, session rows and the like, without their schema. */
  readonly allowed: readonly string[];
}

const MASK = /masked(?:·|%C2%B7)/i;

/** The call that the proof shows, for a test to repeat; null where there is none that a test could repeat. */
export function readCallOf({ endpoint, rule, verdict, tracking, example }: NoteFinding): ReadCall | null {
  const told = verdict === 'broken' || isDecided(tracking.status);
  if (rule !== 'safe-method-writes' || !told || example === null || isSelected(endpoint.route)) return null;
  return {
    method: endpoint.method,
    route: pathOf(endpoint.route),
    parameters: parametersOf(endpoint.route, example.path),
    query: example.query.filter(([, value]) => !MASK.test(value)),
    status: example.status ?? 200,
  };
}

function parametersOf(route: string, path: string): ReadCall['parameters'] {
  const names = [...route.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const pattern = route.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(`^${pattern.join('([^/]+)')}$`).exec(path.split('?', 1)[0] ?? path);
  return names.map((name, at) => {
    const value = found?.[at + 1] ?? null;
    return [name, value === null || MASK.test(value) ? null : value];
  });
}

/** Regression tests that the reads no longer write, for each kind of service, and the command for any of them. */
export function readTestFiles(
  findings: readonly NoteFinding[],
  allowed: readonly string[],
  on: string,
): ExportedFile[] {
  const calls = findings.flatMap((finding) => readCallOf(finding) ?? []);
  if (calls.length === 0) return [];
  const tests: ReadTests = { on, calls, allowed: [...new Set(allowed.map(bareTable))].toSorted() };
  return [
    { fileName: 'tests/django/test_reads_do_not_write.py', mime: 'text/x-python', text: pytestFile(tests) },
    { fileName: 'tests/rails/reads_do_not_write_spec.rb', mime: 'text/x-ruby', text: rspecFile(tests) },
    { fileName: 'tests/node/reads-do-not-write.test.mjs', mime: 'text/javascript', text: vitestFile(tests) },
    { fileName: 'tests/check.sh', mime: 'text/x-shellscript', text: checkScript() },
  ];
}

const bareTable = (table: string): string => (tableWord(table).split('.').at(-1) ?? table).toLowerCase();
