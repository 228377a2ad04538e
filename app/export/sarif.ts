import type { RuleText } from '../../shared/rule-views.ts';
import { saidStatus } from '../../shared/status-machine.ts';
import type { Exception } from '../../shared/tracking-views.ts';
import type { Severity, Verdict } from '../../shared/words.ts';
import { byChance } from './list-columns.ts';
import type { ListedFinding } from './list-input.ts';
import { callOf } from './wording.ts';

/** How a finding stands against what a team accepted before; without a baseline there is nothing to say. */
export interface Standing {
  readonly baselineState?: 'new' | 'unchanged';
  /** Why it was accepted. */
  readonly accepted?: string | undefined;
}

const KINDS: Readonly<Record<Verdict, string>> = {
  broken: 'fail',
  unsure: 'review',
  allowed: 'informational',
  holds: 'pass',
  'not-judged': 'notApplicable',
};

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

/** Findings as a SARIF 2.1.0 log of one run. */
export function toSarif(
  findings: readonly ListedFinding[],
  rules: readonly RuleText[],
  standingOf: (finding: ListedFinding) => Standing = acceptedHere,
): string {
  const used = rules.filter((rule) => findings.some((finding) => finding.rule === rule.id));
  const indexes = new Map(used.map((rule, index) => [rule.id, index]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Endpoint Audit', rules: used.map(ruleJson) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultJson(finding, indexes.get(finding.rule) ?? -1, standingOf(finding))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleJson = ({ id, label, title, what, why, remedy, source, severity }: RuleText) => ({
  id,
  name: label,
  shortDescription: { text: title },
  fullDescription: { text: `Broken when: ${what}` },
  help: { text: `${why}\n\n${remedy}\n\n${source}` },
  defaultConfiguration: { level: severity satisfies Severity },
});

function resultJson(finding: ListedFinding, ruleIndex: number, standing: Standing) {
  const { key, rule, verdict, severity, summary, endpoint, probability, tables, clients, tracking } = finding;
  const { calls, wrote } = finding.proof;
  return {
    ruleId: rule,
    ruleIndex,
    kind: KINDS[verdict],
    // SARIF §3.27.10: only what fails has a level.
    level: verdict === 'broken' ? severity : 'none',
    message: { text: `${callOf(endpoint)}: ${summary}` },
    rank: Math.round(probability * 1000) / 10,
    locations: [locationJson(finding)],
    partialFingerprints: { 'endpointAuditKey/v1': key },
    ...(standing.baselineState && { baselineState: standing.baselineState }),
    ...(standing.accepted !== undefined && {
      suppressions: [{ kind: 'external', justification: standing.accepted }],
    }),
    properties: {
      ...{ key, verdict, method: endpoint.method, origin: endpoint.origin, route: endpoint.route },
      ...{ calls, wrote, expectedByChance: byChance(finding), clients, status: saidStatus(verdict, tracking.status) },
      tables: tables.map((each) => each.table),
    },
  };
}

/** The endpoint itself, and the capture that shows it: code scanners want a file and a line. */
const locationJson = ({ endpoint, captures }: ListedFinding) => ({
  ...(captures[0] !== undefined && {
    physicalLocation: { artifactLocation: { uri: encodeURI(captures[0]) }, region: { startLine: 1 } },
  }),
  logicalLocations: [
    {
      name: callOf(endpoint),
      fullyQualifiedName: `${endpoint.method} ${endpoint.origin}${endpoint.route}`,
      kind: 'resource',
    },
  ],
});

const acceptedHere = ({ tracking }: ListedFinding): Standing =>
  tracking.status === 'exception' ? { accepted: wordsOf(tracking.exception) } : {};

const wordsOf = (exception: Exception | null): string =>
  exception === null
    ? 'Accepted.'
    : `${exception.words}${exception.until === null ? '' : ` Until ${exception.until}.`}`;
