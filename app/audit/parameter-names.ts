/**
 * Joins segments to a template and names its parameters. One alone is `{id}`, `{courseKey}`, `{slug}`; of several,
 * ids and slugs take the word before them: `/items/articles/{articleId}/comments/{commentId}`.
 * @param segments parameters as `{kind}`
 */
export function nameParameters(segments: readonly string[]): string {
  const several = segments.filter(isParameter).length > 1;
  const taken = new Set<string>();
  const named = segments.map((segment, at) => {
    if (!isParameter(segment)) return segment;
    const kind = segment.slice(1, -1);
    const name = unique(several ? qualified(kind, segments.slice(0, at)) : kind, taken);
    return `{${name}}`;
  });
  return named.join('/');
}

const isParameter = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');

/** Keys, dates, e-mails say what they are; an id is one of something. */
function qualified(kind: string, before: readonly string[]): string {
  if (kind !== 'id' && kind !== 'slug') return kind;
  const owner = before.findLast((segment) => segment !== '' && !isParameter(segment));
  const word = owner === undefined ? '' : camelCase(singular(owner));
  return word === '' ? kind : `${word}${kind === 'id' ? 'Id' : 'Slug'}`;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let nth = 2; taken.has(free); nth++) free = `${name}${nth}`;
  taken.add(free);
  return free;
}

function singular(word: string): string {
  if (/(series|news|ss|us|is)$/i.test(word)) return word;
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  return /(sses|xes|ches|shes|tuses)$/i.test(word) ? word.slice(0, -2) : word.replace(/s$/i, '');
}

/** `course_runs` → `courseRuns`; what cannot stand in a name is left out. */
function camelCase(word: string): string {
  const parts = word.split(/[^a-z0-9]+/i).filter((part) => part !== '');
  const joined = parts.map((part, at) => (at === 0 ? part : part[0]?.toUpperCase() + part.slice(1))).join('');
  return joined === '' ? '' : (joined[0]?.toLowerCase() ?? '') + joined.slice(1);
}
