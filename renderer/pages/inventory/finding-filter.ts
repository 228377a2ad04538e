import type { FilterField, FilterLanguage } from '../../../shared/filter-match.ts';
import { RULE_LABELS, tableWord } from '../../../shared/text.ts';
import type { TableWrites } from '../../../shared/views.ts';
import { daysBetween } from '../../decide/days.ts';
import { SORTS } from './list-order.ts';
import { hasStatus, isOpen, type ListedRow } from './listed-row.ts';
import { type LookedUp, lookedUpFields, NOTHING_LOOKED_UP } from './looked-up.ts';

type Field = FilterField<ListedRow>;

const opsOf = ({ inserts, updates, deletes }: TableWrites): string[] => [
  ...(inserts > 0 ? ['insert'] : []),
  ...(updates > 0 ? ['update'] : []),
  ...(deletes > 0 ? ['delete'] : []),
];

const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '');

function statusWords({ finding }: ListedRow): string[] {
  if (!finding || !hasStatus(finding)) return [];
  return isOpen(finding) ? [finding.tracking.status, 'open'] : [finding.tracking.status];
}

function linkWords({ finding }: ListedRow): string[] {
  const { certain = 0, veryLikely = 0, likely = 0 } = finding?.proof.strengths ?? {};
  return [
    ...(certain > 0 ? ['certain'] : []),
    ...(veryLikely > 0 ? ['very-likely'] : []),
    ...(likely > 0 ? ['likely'] : []),
  ];
}

function exceptionWords({ finding, verdict }: ListedRow): string[] {
  const exception = finding?.tracking.exception;
  if (exception) return [exception.reason, ...(exception.until ? [] : ['no-end'])];
  return verdict === 'allowed' ? ['allowed'] : ['none'];
}

/** Where a finding was called; the cells say in which of the newest runs. */
const runsOf = ({ finding }: ListedRow): number[] =>
  (finding?.runs ?? []).filter((cell) => cell.state !== 'not-seen').map((cell) => cell.run);

/** Of each of the newest runs: `7` where it was called, `-7` where it was not. */
const seenWords = ({ finding }: ListedRow): string[] =>
  (finding?.runs ?? []).map(({ run, state }) => (state === 'not-seen' ? `-${run}` : String(run)));

const numberWord = (run: number | undefined): string[] => (run === undefined ? [] : [String(run)]);

const ENDPOINT_FIELDS: readonly Field[] = [
  { name: 'verdict', about: 'what the rule says', words: (row) => [row.verdict] },
  { name: 'status', about: 'where the work stands; open: neither proved nor accepted', words: statusWords },
  { name: 'rule', about: 'the rule that judges', words: ({ finding }) => (finding ? [finding.rule] : []) },
  { name: 'method', about: 'GET, POST…', words: ({ endpoint }) => [endpoint.method] },
  { name: 'route', about: 'route, or a part of it', part: true, words: ({ endpoint }) => [endpoint.route] },
  { name: 'origin', about: 'host the endpoint is at', part: true, words: ({ endpoint }) => [hostOf(endpoint.origin)] },
];

const WRITE_FIELDS: readonly Field[] = [
  { name: 'table', about: 'table that is written', words: ({ tables }) => tables.map(({ table }) => tableWord(table)) },
  { name: 'column', about: 'column that moved', words: ({ tables }) => tables.flatMap(({ columns }) => columns) },
  { name: 'class', about: 'class of a written table', words: ({ tables }) => tables.map((table) => table.class) },
  { name: 'op', about: 'insert, update or delete', words: ({ tables }) => tables.flatMap(opsOf) },
];

const PROOF_FIELDS: readonly Field[] = [
  { name: 'calls', about: 'calls that got to the server', numbers: (row) => [row.calls], offers: ['>100', '<20'] },
  {
    name: 'wrote',
    about: 'calls that the verdict counts: of reads, those that wrote',
    numbers: (row) => [row.wrote],
    offers: ['>5', '0'],
  },
  {
    name: 'share',
    about: 'share of the calls that the verdict counts',
    numbers: ({ calls, wrote }) => (calls > 0 ? [(100 * wrote) / calls] : []),
    offers: ['>50%'],
  },
  {
    name: 'chance',
    about: 'calls that would have met unrelated writes by chance',
    numbers: ({ finding }) => (finding ? [finding.proof.expected] : []),
    offers: ['<1'],
  },
  { name: 'link', about: 'how sure its links are', words: linkWords },
  { name: 'client', about: 'client that calls it', part: true, words: ({ finding }) => finding?.clients ?? [] },
  { name: 'run', about: 'run in which it was called', numbers: runsOf, words: (row) => runsOf(row).map(String) },
  { name: 'seen', about: 'run that saw it; -7: not seen in run 7', words: seenWords },
  { name: 'new', about: 'run that found it first', words: ({ finding }) => numberWord(finding?.firstRun) },
];

/** Fields about what people decided. */
function decisionFields(person: string | null, today: string): Field[] {
  return [
    {
      name: 'owner',
      about: 'who works on it; me, none',
      part: true,
      words: ({ finding }) => {
        const owner = finding?.tracking.owner;
        return owner ? [owner, ...(owner === person ? ['me'] : [])] : ['none'];
      },
    },
    {
      name: 'note',
      about: 'how many notes',
      numbers: ({ finding }) => [finding?.tracking.notes ?? 0],
      offers: ['>0', '0'],
    },
    {
      name: 'exception',
      about: 'why accepted; <30d: ends within',
      words: exceptionWords,
      numbers: ({ finding }) => {
        const until = finding?.tracking.exception?.until;
        return until ? [daysBetween(today, until)] : [];
      },
      offers: ['<30d'],
    },
  ];
}

const freeTexts = new WeakMap<ListedRow, string[]>();

/** What free words are looked for in; made once a row, in lower case, which makes typing fast. */
function freeText(row: ListedRow): string[] {
  const known = freeTexts.get(row) ?? [freeWords(row).join('\n').toLowerCase()];
  freeTexts.set(row, known);
  return known;
}

function freeWords({ endpoint, finding, tables }: ListedRow): string[] {
  const of = finding
    ? [RULE_LABELS[finding.rule], finding.clause, finding.tracking.owner ?? '', finding.tracking.ticket ?? '']
    : [];
  return [`${endpoint.method} ${endpoint.route}`, endpoint.origin, ...tables.map(({ table }) => table), ...of];
}

/**
 * The filter of the inventory.
 *
 * @param person whom `owner:me` means; null: no one
 * @param today as 2027-01-31, for `exception:<30d`
 * @param found what was read for the filter alone: who called, what stands in bodies, when runs were
 */
export function findingFilter(
  person: string | null,
  today: string,
  found: LookedUp = NOTHING_LOOKED_UP,
): FilterLanguage<ListedRow> {
  return {
    fields: [
      ...ENDPOINT_FIELDS,
      ...WRITE_FIELDS,
      ...PROOF_FIELDS,
      ...lookedUpFields(found, today),
      ...decisionFields(person, today),
    ],
    free: freeText,
    sorts: SORTS,
  };
}
