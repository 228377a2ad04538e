import type { RawContext } from './leavings.ts';

/** Comments, quoted texts (also PostgreSQL's dollar quotes) and quoted identifiers, whichever begins first. */
const TOKENS = /\/\*([\s\S]*?)\*\/|--([^\n]*)|'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|(\$\w*\$)[\s\S]*?\3/g;
/** `key='value'`, `key:value`, JSON: what says something of a cause. Hints and version comments do not. */
const TELLING = /^(?![!+])[\s\S]*?[\w"]\s*[=:]/;

/**
 * What the comments of an SQL text say: sqlcommenter's pairs (percent-decoded), Marginalia's, JSON. The statement
 * itself is not kept: it may hold secrets in places that no name marks.
 */
export function commentsOf(sql: string): RawContext[] {
  if (!sql.includes('/*') && !sql.includes('--')) return [];
  return [...sql.matchAll(TOKENS)].flatMap(([, block, line]) => {
    const text = (block ?? line ?? '').trim();
    return TELLING.test(text) ? [{ carrier: 'comment' as const, prefix: '', text: decoded(text) }] : [];
  });
}

/** sqlcommenter's values are percent-encoded; some Python packages double the `%`. */
function decoded(text: string): string {
  return text.replace(/(?:%%?[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped.replaceAll('%%', '%'));
    } catch {
      return escaped;
    }
  });
}
