import type { FilterLanguage } from './filter-match.ts';
import type { FindingRow } from './views.ts';

/** What the filter of notes understands, on the page and on the command line. */
export const NOTE_FILTER: FilterLanguage<FindingRow> = {
  fields: [
    { name: 'status', about: 'how far it is', words: ({ tracking }) => [tracking.status] },
    { name: 'owner', about: 'who looks after it', words: ({ tracking }) => [tracking.owner ?? 'none'] },
    { name: 'rule', about: 'the rule that judges', words: ({ rule }) => [rule] },
    { name: 'method', about: 'method of the call', words: ({ endpoint }) => [endpoint.method] },
    { name: 'route', about: 'route of the call', part: true, words: ({ endpoint }) => [endpoint.route] },
    { name: 'origin', about: 'server', part: true, words: ({ endpoint }) => [endpoint.origin] },
    {
      name: 'table',
      about: 'table that is written',
      part: true,
      words: ({ tables }) => tables.map((each) => each.table),
    },
    { name: 'client', about: 'who calls it', part: true, words: ({ clients }) => clients },
    { name: 'verdict', about: 'what the runs say', words: ({ verdict }) => [verdict] },
  ],
  free: ({ endpoint, tables, tracking }) => [
    `${endpoint.method} ${endpoint.route}`,
    tracking.owner ?? '',
    ...tables.map((each) => each.table),
  ],
  sorts: [],
};
