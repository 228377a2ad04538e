import { saidStatus } from '../../shared/status-machine.ts';
import type { EndpointRow, FindingRow } from '../../shared/views.ts';
import type { ListInput } from './list-input.ts';

/** The lists as JSON: what rows hold, without the numbers that only this workspace knows. A contract: later versions add. */
export const listJson = ({ workspace, findings, endpoints }: ListInput): string =>
  `${JSON.stringify(
    {
      schema: 'endpoint-audit/list@1',
      workspace,
      findings: findings.map(findingJson),
      endpoints: endpoints.map(endpointJson),
    },
    null,
    2,
  )}\n`;

function findingJson({ key, rule, verdict, severity, endpoint, summary, ...row }: FindingRow) {
  const { probability, proof, tables, clients, runs, tracking } = row;
  const { method, origin, route } = endpoint;
  return {
    ...{ key, rule, verdict, severity, method, origin, route, summary },
    ...{ probability, proof, tables, clients, runs },
    tracking: { ...tracking, status: saidStatus(verdict, tracking.status) },
  };
}

function endpointJson({ endpoint, ...row }: EndpointRow) {
  const { calls, reached, writingCalls, verdict, status, tables, findings } = row;
  const { method, origin, route } = endpoint;
  const said = status && saidStatus(verdict, status);
  return { method, origin, route, calls, reached, writingCalls, verdict, status: said, tables, findings };
}
