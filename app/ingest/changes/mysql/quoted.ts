/** How MySQL and MariaDB quote texts and names. The texts here are Latin-1: every character is one byte. */

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What mysqlbinlog prints between quotes: `\n`, `\'` and `\x1a`, before version 8 `\x27`. */
export const unescaped = (text: string): string =>
  text.replace(/\\(?:x([\da-f]{2})|(.))/g, (_all, hex: string | undefined, char: string) =>
    hex === undefined ? (ESCAPES[char] ?? char) : String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** mariadb-binlog escapes control characters and nothing else. */
export const unescapedByMariaDb = (text: string): string =>
  text.replace(/\\x([01][\da-f])/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The same SQL with quotes doubled instead of escaped, as the standard has it. */
export const standardQuotes = (sql: string): string =>
  sql.replace(/`(?:[^`]|``)*`|'(?:[^'\\]|''|\\[\s\S])*'/g, (quoted) =>
    quoted.includes('\\') && quoted.startsWith("'") ? `'${doubled(quoted.slice(1, -1))}'` : quoted,
  );

const doubled = (text: string): string => unescaped(text.replaceAll("''", "\\'")).replaceAll("'", "''");

/** The statement of a Rows_query event, in which each backslash stands twice; older programs print it as it was. */
export const originalStatement = (text: string): string =>
  /(?<!\\)\\(?:\\\\)*(?!\\)/.test(text) ? text : text.replaceAll('\\\\', '\\');

/** Without its quotes: `` `shop`.`odd ``table` ``; MySQL's table maps print `` `odd `table` ``. */
export const tableOf = (quoted: string): string => nameIn(quoted).replace('`.`', '.');

/** A name without its quotes. */
export const nameIn = (quoted: string): string => quoted.replace(/^`|`$/g, '').replaceAll('``', '`');
