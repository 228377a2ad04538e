import type { AuditReport, LinkLine, ReportEndpoint, ReportTable } from '../../shared/report.ts';
import { saidStatus } from '../../shared/status-machine.ts';
import { VERDICTS } from '../../shared/words.ts';
import { severityOf } from '../audit/judge.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints } from '../store/endpoints.ts';
import { readFindings, type StoredFinding } from '../store/findings.ts';
import { readEndpointCounts, readWriteCounts } from '../store/inventory.ts';
import { readLinkLines } from '../store/links.ts';
import { readCaptures } from '../store/runs.ts';
import { readTracking } from '../track/tracking.ts';
import { tableWrites } from './inventory.ts';

/** One run's captures, tables and endpoints, worst first. */
export function reportOf(db: Db, classes: ClassLookup, runId: number): Omit<AuditReport, 'unknownInPolicy'> {
  return {
    schema: 'endpoint-audit/audit@1',
    captures: readCaptures(db, runId).map(({ name, kind, format, records, skipped }) => ({
      name,
      kind,
      format,
      records,
      skipped,
    })),
    tables: reportTables(db, classes, runId),
    endpoints: reportEndpoints(db, runId),
  };
}

function reportTables(db: Db, classes: ClassLookup, runId: number): ReportTable[] {
  const all = readWriteCounts(db, [runId]);
  return tableWrites(all, classes.table)
    .map(({ table, class: meaning, inserts, updates, deletes }) => {
      const { reason } = classes.table(table);
      return { table, class: meaning, reason, inserts, updates, deletes };
    })
    .sort((a, b) => a.table.localeCompare(b.table));
}

function reportEndpoints(db: Db, runId: number): ReportEndpoint[] {
  const endpoints = readEndpoints(db);
  const tracking = readTracking(db);
  const stored = readFindings(db);
  const ofKey = Map.groupBy(stored, (finding) => finding.key);
  const found = Map.groupBy(
    stored.filter((finding) => finding.runId === runId),
    (finding) => finding.endpointId,
  );
  const rows = readEndpointCounts(db, [runId]).flatMap(({ endpointId, ...counts }): ReportEndpoint[] => {
    const endpoint = endpoints.get(endpointId);
    if (!endpoint) return [];
    const { method, origin, route } = endpoint;
    const own = (found.get(endpointId) ?? []).toSorted((a, b) => rank(a) - rank(b));
    const [worst] = own;
    return [
      {
        method,
        origin,
        route,
        ...counts,
        verdict: worst?.verdict ?? 'not-judged',
        status: worst ? saidStatus(worst.verdict, tracking(worst.key, ofKey.get(worst.key) ?? []).status) : null,
        findings: own.map(({ key, rule, verdict, judgement }) => {
          const { summary, probability, remedy, exhibits, tables, evidence } = judgement;
          const severity = severityOf(rule, judgement);
          return { key, rule, verdict, summary, severity, probability, remedy, exhibits, tables, evidence };
        }),
      },
    ];
  });
  return rows.sort((a, b) => rank(a) - rank(b) || a.route.localeCompare(b.route) || a.method.localeCompare(b.method));
}

const rank = ({ verdict }: Pick<StoredFinding, 'verdict'>): number => VERDICTS.indexOf(verdict);

/** One line for every transaction of the run, in log order. */
export function linkLinesOf(db: Db, runId: number): LinkLine[] {
  return readLinkLines(db, runId).map((row) => ({
    transaction: { capture: row.logName, id: row.sourceId },
    exchange: row.position === null ? null : { capture: row.harName ?? '', index: row.position },
    probability: row.probability,
    basis: JSON.parse(row.basis) as LinkLine['basis'],
  }));
}
