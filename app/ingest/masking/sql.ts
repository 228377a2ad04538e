import type { SecretNames } from '../secrets.ts';
import { type Hiding, isMasked } from './hiding.ts';

/** A literal in SQL: `''` stands for a quote; `E'…'` also has `\'`. */
const LITERAL = String.raw`'(?:\\'|''|[^'])*'`;
/** `ALTER ROLE … PASSWORD '…'`, `IDENTIFIED BY '…'`, `crypt('…', …)`. */
const WORDED = new RegExp(
  String.raw`\b((?:PASSWORD|IDENTIFIED(?:\s+WITH\s+\S{1,64})?\s+(?:BY|AS)|\bcrypt\()\s*)(${LITERAL})`,
  'gi',
);
const INSERT = /\b(?:INSERT|REPLACE)\s+INTO\s+[^(;]{1,200}\(([^()]{1,4000})\)\s*VALUES\s*/gi;
/** One value of a tuple: literals, calls one level deep, anything else up to a comma. */
const VALUE = new RegExp(String.raw`\s*((?:E?${LITERAL}|\([^()]*\)|[^,()'])*)`, 'y');
const QUOTED = new RegExp(LITERAL);

/** Masks secrets that SQL names by a word before them or by the column list of an INSERT. */
export function maskSql(text: string, hiding: Hiding, where: string): string {
  const hide = (literal: string) => hideLiteral(literal, hiding, where);
  const worded = text.replace(WORDED, (_all, before: string, literal: string) => before + hide(literal));
  return maskInserts(worded, hide, hiding.names);
}

function hideLiteral(literal: string, hiding: Hiding, where: string): string {
  const value = literal.slice(1, -1).replaceAll("''", "'");
  return value === '' || isMasked(value) ? literal : `'${hiding.hide(value, where)}'`;
}

function maskInserts(text: string, hide: (literal: string) => string, names: SecretNames): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const insert of text.matchAll(INSERT)) {
    const columns = (insert[1] ?? '').split(',').map((name) => name.trim().replace(/^["`[]|["`\]]$/g, ''));
    const secret = columns.map((name) => names.isSecret(name));
    if (!secret.includes(true)) continue;
    for (const { from, to } of valuesAt(text, insert.index + insert[0].length, secret)) {
      if (from < copied) continue;
      pieces.push(text.slice(copied, from), text.slice(from, to).replace(QUOTED, hide));
      copied = to;
    }
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied);
}

/** Where the values of secret columns stand in `(…), (…)`. */
function* valuesAt(text: string, start: number, secret: readonly boolean[]): Generator<{ from: number; to: number }> {
  let at = start;
  while (text[at] === '(') {
    at++;
    for (let column = 0; at < text.length; column++) {
      VALUE.lastIndex = at;
      const value = VALUE.exec(text);
      if (!value) return;
      const to = VALUE.lastIndex;
      if (secret[column]) yield { from: at, to };
      at = to + 1;
      if (text[to] !== ',') break;
    }
    const gap = /\s*,?\s*/y;
    gap.lastIndex = at;
    gap.test(text);
    at = gap.lastIndex;
  }
}
