import type { FindingRow } from '../../shared/views.ts';
import { xmlText } from '../../shared/xml-text.ts';
import { callOf } from './wording.ts';

/** How one test case ended; null: passed. */
export type CaseEnd = { readonly tag: 'failure' | 'skipped'; readonly message: string } | null;

/** Findings as JUnit XML: a suite for each rule, a case for each endpoint that it judged. */
export function toJunit(rows: readonly FindingRow[], endOf: (row: FindingRow) => CaseEnd): string {
  const cases = rows.map((row) => ({ row, end: endOf(row) }));
  const suites = [...Map.groupBy(cases, ({ row }) => row.rule)].map(([rule, own]) => {
    const lines = own.map(({ row, end }) => caseXml(row, end));
    return `  <testsuite name="${rule}" ${counts(own)}>\n${lines.join('\n')}\n  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Endpoint Audit" ${counts(cases)}>\n${suites.join('')}</testsuites>\n`;
}

const counts = (cases: readonly { readonly end: CaseEnd }[]): string => {
  const of = (tag: string) => cases.filter(({ end }) => end?.tag === tag).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="0" skipped="${of('skipped')}"`;
};

function caseXml(row: FindingRow, end: CaseEnd): string {
  const name = `${callOf(row.endpoint)} (${row.endpoint.origin})`;
  const open = `    <testcase classname="${row.rule}" name="${xmlText(name)}"`;
  if (end === null) return `${open}/>`;
  const told = `<${end.tag} message="${xmlText(end.message)}"`;
  const inner = end.tag === 'skipped' ? `${told}/>` : `${told} type="${row.rule}">${xmlText(row.key)}</failure>`;
  return `${open}>\n      ${inner}\n    </testcase>`;
}
