import type { Hiding } from './hiding.ts';
import { maskString } from './json-text.ts';

const SEPARATORS = [',', ';', '\t'];

/** A cell, quoted with `""` for a quote or not, a separator, or the end of a line (RFC 4180). */
const tokens = (separator: string): RegExp =>
  new RegExp(String.raw`"(?:[^"]|"")*"?|[^${separator}\r\n"][^${separator}\r\n]*|${separator}|[\r\n]+`, 'g');

/** Masks the columns of a CSV body whose heading names a secret; null where none does. */
export function maskCsv(text: string, hiding: Hiding, where: string): string | null {
  const header = /^\ufeff?[^\r\n]*/.exec(text)?.[0] ?? '';
  const separator = SEPARATORS.find((sign) => header.includes(sign)) ?? ',';
  const names = header
    .replace('\ufeff', '')
    .split(separator)
    .map((name) => unquoted(name).trim());
  if (!names.some((name) => hiding.names.isSecret(name))) return null;
  let column = 0;
  return text.replace(tokens(separator), (token, at: number) => {
    if (at < header.length) return token;
    if (token === separator) column++;
    else if (/^[\r\n]/.test(token)) column = 0;
    else return maskCell(token, names[column] ?? '', hiding, where);
    return token;
  });
}

function maskCell(cell: string, name: string, hiding: Hiding, where: string): string {
  const value = unquoted(cell);
  const masked = maskString(value, name, hiding, `${where} ${name}`);
  if (masked === value) return cell;
  return cell.startsWith('"') ? `"${masked.replaceAll('"', '""')}"` : masked;
}

function unquoted(cell: string): string {
  const inner = /^"([\s\S]*?)"?$/.exec(cell)?.[1];
  return inner === undefined ? cell : inner.replaceAll('""', '"');
}
