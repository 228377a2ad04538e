import {
  CALLS_FOR_PERCENT,
  CALLS_TO_PROVE,
  formatCount,
  formatExpected,
  formatPercent,
  listOf,
  plural,
  RULE_LABELS,
  STATUS_LABELS,
  tableWord,
  upperBound,
  VERDICT_LABELS,
} from '../../../shared/text.ts';
import type { TableWrites } from '../../../shared/views.ts';
import { countedOf, deedOf } from '../../components/count-words.ts';
import { hasStatus, type ListedRow } from './listed-row.ts';

/**
 * `52 of 60 calls wrote`, of other rules `11 of 18 PATCHes`, and what they did stands beside the bar; without a call, why there is none. Of what is not judged and was not seen to write only the
 * calls are said: perhaps no change log covers them.
 */
export function countWords({ calls, wrote, finding, verdict }: ListedRow): string {
  if (calls === 0) return finding?.clause ?? 'no call reached the server';
  if (verdict === 'not-judged' && (finding || wrote === 0)) return `${formatCount(calls)} ${plural(calls, 'call')}`;
  const rule = finding?.rule ?? READS;
  const counted = countedOf(rule, wrote, calls);
  return rule === READS ? `${counted} ${deedOf(rule)}` : counted;
}

const READS = 'safe-method-writes';

/** Only reads are judged by whether they wrote, and against chance. */
export const isOfReads = (finding: ListedRow['finding']): boolean => (finding?.rule ?? READS) === READS;

/** Beside the bar: what chance would explain, what is allowed, how much is still to show, or what the calls did. */
export function besideBar({ finding, calls, verdict, tables }: ListedRow): string {
  const fix = finding?.tracking.fix;
  if (fix && finding.tracking.status === 'shipped' && fix.needed !== null)
    return `${formatCount(fix.needed - fix.calls)} to prove`;
  if (!finding || verdict === 'not-judged') return '';
  if (verdict === 'allowed') return `${listOf([...new Set(tables.map((table) => table.class))])} only`;
  if (!isOfReads(finding)) return deedOf(finding.rule);
  if (verdict !== 'holds') return `${formatExpected(finding.proof.expected).replace('under ', '< ')} by chance`;
  if (calls < CALLS_FOR_PERCENT) return `${formatCount(CALLS_TO_PROVE - calls)} to prove`;
  return `at most ${formatPercent(upperBound(calls))}`;
}

export type Sign = '+' | '~' | '−';

/** One kind of change to one table. */
export interface Deed {
  readonly sign: Sign;
  /** Said instead of the sign. */
  readonly said: string;
  readonly table: string;
  /** `page_hits`, `directus_users.status`. */
  readonly name: string;
  readonly counts: boolean;
}

function deedsOf({ table, inserts, updates, deletes, columns, ...rest }: TableWrites): Deed[] {
  const name = tableWord(table);
  const of = { table: name, counts: rest.class === 'domain' };
  const column = columns.length === 1 ? `.${columns[0]}` : '';
  return [
    ...(inserts > 0 ? [{ sign: '+', said: 'inserts', name, ...of } as const] : []),
    ...(updates > 0 ? [{ sign: '~', said: 'updates', name: name + column, ...of } as const] : []),
    ...(deletes > 0 ? [{ sign: '−', said: 'deletes', name, ...of } as const] : []),
  ];
}

/** What a row's calls write, domain tables first. */
export function deeds(tables: readonly TableWrites[]): Deed[] {
  return tables.flatMap(deedsOf).sort((a, b) => Number(b.counts) - Number(a.counts));
}

/**
 * A short name for an origin: `lms` of https://lms.example.org; the port where the host is only this machine or an
 * address.
 */
export function shortOrigin(origin: string): string {
  const [host = '', port] = origin.replace(/^[a-z]+:\/\//, '').split(':');
  if (port && (host === 'localhost' || /^[\d.]+$/.test(host))) return `:${port}`;
  const labels = host.split('.');
  return labels.length > 2 && labels[0] === 'www' ? (labels[1] ?? host) : (labels[0] ?? host);
}

/** Why it came back, or that it may not be needed any more. */
const flagOf = ({ tracking }: NonNullable<ListedRow['finding']>): string[] =>
  [tracking.flag, tracking.hint].flatMap((said) => (said === undefined ? [] : [said.replace(/\.$/, '')]));

/** The whole row in one breath, for readers. */
export function spokenRow(row: ListedRow, position: number, of: number): string {
  const { endpoint, finding, verdict } = row;
  const chance = besideBar(row);
  const parts = [
    VERDICT_LABELS[verdict],
    `${endpoint.method} ${endpoint.route}, ${shortOrigin(endpoint.origin).replace(':', 'port ')}`,
    ...(finding ? [RULE_LABELS[finding.rule]] : []),
    `${countWords(row)}${chance ? `, ${chance}` : ''}`,
    ...(finding && hasStatus(finding)
      ? [`${STATUS_LABELS[finding.tracking.status]}, ${finding.tracking.owner ?? 'no owner'}`, ...flagOf(finding)]
      : []),
    `Row ${formatCount(position)} of ${formatCount(of)}`,
  ];
  return `${parts.join('. ')}.`;
}
