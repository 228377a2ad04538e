import type { Link, ValueMatch } from '../../shared/records.ts';
import { tableWord } from '../../shared/text.ts';
import type { ClassedFact } from './facts.ts';

/**
 * Fields of the call's own response that carry a new value of the row: `data.id = page_hits.id`. New are the key of
 * an inserted row and the columns an update moved. What the request itself sent is an echo and shows nothing.
 */
export function shownAs(change: ClassedFact, link: Link): string[] {
  const matches = link.evidence.flatMap((evidence) => (evidence.speaks === 'for' ? evidence.matches : []));
  const sent = new Set(matches.filter((match) => match.place !== 'response').map((match) => match.value));
  const shown = matches.filter(
    (match) =>
      match.place === 'response' &&
      match.table === change.table &&
      isNew(match.column, change) &&
      !sent.has(match.value),
  );
  return [...new Set(shown.map(inWords))];
}

/** Without a named key every inserted value is taken for new. */
function isNew(column: string, { op, changed, key }: ClassedFact): boolean {
  if (op === 'insert') return key === null || Object.hasOwn(JSON.parse(key) as object, column);
  return op === 'update' && (changed?.includes(column) ?? false);
}

const inWords = ({ field, table, column }: ValueMatch): string =>
  `${field || 'the body'} = ${tableWord(table)}.${column}`;
