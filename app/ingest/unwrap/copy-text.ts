const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Undoes the escapes of PostgreSQL's COPY in text format (https://www.postgresql.org/docs/current/sql-copy.html). */
export function copyUnescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g, (_all, hex, octal, char: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex as string, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal as string, 8));
    return ESCAPES[char] ?? char;
  });
}
