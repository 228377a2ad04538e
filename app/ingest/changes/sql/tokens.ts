/** One word, value or mark of an SQL text; white space and comments are left out. */
export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'mark';
  /** Words in upper case; names and strings without their quotes; parameters as their number. */
  readonly text: string;
  /** A word as it was written: an unquoted name. */
  readonly raw: string;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<escaped>[eE]'(?:[^'\\]|''|\\[\s\S])*')|(?<string>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|\$(?<parameter>\d+)|(?<tag>\$\w*\$)(?<dollar>[\s\S]*?)\k<tag>|(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<mark>::|[\s\S])/gy;
const MOST_TOKENS = 20_000;

/** Cuts an SQL text into tokens; a very long one is cut short. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match && tokens.length < MOST_TOKENS; match = TOKEN.exec(sql)) {
    const token = tokenOf(match);
    if (token) tokens.push(token);
  }
  return tokens;
}

function tokenOf({ groups = {}, 0: raw }: RegExpExecArray): Token | null {
  const { escaped, string, name, parameter, dollar, number, word, mark } = groups;
  if (escaped !== undefined) return { kind: 'string', text: unescaped(escaped.slice(2, -1)), raw };
  if (string !== undefined) return { kind: 'string', text: string.slice(1, -1).replaceAll("''", "'"), raw };
  if (name !== undefined) return { kind: 'name', text: nameWithin(name), raw };
  if (parameter !== undefined) return { kind: 'parameter', text: parameter, raw };
  if (dollar !== undefined) return { kind: 'string', text: dollar, raw };
  if (number !== undefined) return { kind: 'number', text: number, raw };
  if (word !== undefined) return { kind: 'word', text: word.toUpperCase(), raw };
  return mark === undefined ? null : { kind: 'mark', text: mark, raw };
}

/** A quote within a name stands twice. */
const nameWithin = (quoted: string): string =>
  quoted.slice(1, -1).replaceAll(quoted.startsWith('`') ? '``' : '""', quoted.slice(-1));

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

const unescaped = (text: string): string =>
  text.replace(/''|\\([\s\S])/g, (_all, char: string | undefined) =>
    char === undefined ? "'" : (ESCAPES[char] ?? char),
  );

/** Statements between semicolons, empty ones left out. */
export function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}
