import type { AuditReport, ReportEndpoint, ReportFinding } from '../../shared/report.ts';
import { formatCount, formatLabel, listOf, plural, sentences, tableWord, VERDICT_LABELS } from '../../shared/text.ts';
import type { TableWrites } from '../../shared/views.ts';
import { visible } from '../../shared/visible.ts';

/** What an audit found, for a terminal: a few lines, offenders first, every claim with its figures. */
export function summarise(report: AuditReport): string {
  const judged = report.endpoints.filter((endpoint) => endpoint.verdict !== 'not-judged');
  return [
    ...report.captures.map(captureLine),
    '',
    countsLine(report, judged),
    ...section(judged, 'broken'),
    ...section(judged, 'unsure'),
    ...section(judged, 'allowed'),
    ...nextStep(judged),
  ]
    .map(visible)
    .join('\n');
}

/** Where to read on about a rule that was found broken; of several the first stands as an example. */
function nextStep(judged: readonly ReportEndpoint[]): string[] {
  const findings = judged.flatMap((endpoint) => endpoint.findings);
  const rules = new Set(findings.filter(({ verdict }) => verdict === 'broken').map(({ rule }) => rule));
  const [first] = rules;
  return first ? ['', `Why it matters and what to do: npm run -s cli -- explain ${first}`] : [];
}

function captureLine({ name, format, kind, records, skipped }: AuditReport['captures'][number]): string {
  const what = kind === 'http' ? plural(records, 'request') : plural(records, 'transaction');
  const left = skipped.reduce((sum, skip) => sum + skip.count, 0);
  return `${name}: ${formatLabel(format)}, ${formatCount(records)} ${what}${left ? `, ${formatCount(left)} left out` : ''}`;
}

function countsLine(report: AuditReport, judged: readonly ReportEndpoint[]): string {
  if (judged.length === 0) return nothingJudged(report);
  const broken = judged.filter((endpoint) => endpoint.verdict === 'broken').length;
  const of = `${formatCount(judged.length)} ${plural(judged.length, 'endpoint')} that could be judged, ${formatCount(report.endpoints.length)} in all`;
  return broken === 0 ? `No broken endpoint among ${of}.` : `${formatCount(broken)} broken of ${of}:`;
}

const BOTH = 'Record requests and changes over the same minutes and name all of their files in one call.';

/** Why no endpoint could be judged, and what to do: silence is not a pass. */
export function nothingJudged({ captures, endpoints }: AuditReport): string {
  const holds = (kind: string) => captures.some((capture) => capture.kind === kind && capture.records > 0);
  const findings = endpoints.flatMap((endpoint) => endpoint.findings.map((finding) => ({ endpoint, ...finding })));
  if (!holds('changes')) return `Nothing could be judged: there is no change log beside the requests. ${BOTH}`;
  if (!holds('http')) return `Nothing could be judged: there are no requests beside the change log. ${BOTH}`;
  if (findings.some(({ summary }) => summary === sentences.noChangeLog()))
    return `Nothing could be judged: the change log is of another time than the requests. ${BOTH}`;
  const [first] = findings;
  const example = first ? ` ${first.endpoint.method} ${first.endpoint.route}: ${first.summary}` : '';
  return `Nothing could be judged: no rule found a call that it can tell from.${example}`;
}

function section(judged: readonly ReportEndpoint[], verdict: ReportEndpoint['verdict']): string[] {
  return judged
    .filter((endpoint) => endpoint.findings.some((finding) => finding.verdict === verdict))
    .flatMap((endpoint) => [
      '',
      `  ${VERDICT_LABELS[verdict]}  ${endpoint.method} ${endpoint.route}  (${endpoint.origin})`,
      ...endpoint.findings.filter((finding) => finding.verdict === verdict).flatMap(detail),
    ]);
}

function detail(finding: ReportFinding): string[] {
  const wrote = finding.tables.map(tableLine);
  return [`    ${finding.rule}: ${finding.summary}`, ...(wrote.length ? [`    Rows: ${listOf(wrote)}.`] : [])];
}

function tableLine({ table, class: meaning, inserts, updates, deletes }: TableWrites): string {
  const parts = [
    inserts ? `${formatCount(inserts)} inserted` : '',
    updates ? `${formatCount(updates)} updated` : '',
    deletes ? `${formatCount(deletes)} deleted` : '',
  ].filter(Boolean);
  return `${tableWord(table)} (${meaning}) ${parts.join(', ')}`;
}
