import { visible } from '../../shared/visible.ts';

/** Small pieces of Markdown. Every value that comes from a capture or a person goes through `plain` or `code`. */

const SPECIAL = /[\\`*_[\]|~]/g;
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as it reads: nothing in it can become markup. */
export const plain = (text: string): string =>
  oneLine(text)
    .replace(SPECIAL, '\\$&')
    .replace(/[&<>]/g, (sign) => HTML[sign] ?? sign);

/** Inline code, fenced by more backticks than the text holds in a row. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((ticks) => ticks[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A fenced block; lines that look like its fence cannot end it. */
export function block(language: string, lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map((ticks) => ticks[0].length)));
  const fence = '`'.repeat(longest + 1);
  // Indents stay: they are how JSON is read.
  const inside = lines.map((line) => withoutBreaks(line).trimEnd());
  return [`${fence}${language}`, ...inside, fence].join('\n');
}

/** A table; cells are Markdown already. Pipes end a cell even inside code, so they are escaped here. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Paragraphs and blocks, one empty line between; empty ones are left out. */
export const paragraphs = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n\n');

/** The anchors that GitHub and most renderers give to headings, in their order in the document. */
export function anchorsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const nth = seen.get(slug) ?? 0;
    seen.set(slug, nth + 1);
    return nth === 0 ? slug : `${slug}-${nth}`;
  });
}

/** An address becomes a link where it is one. */
export const linked = (text: string): string => (/^https?:\/\/[^\s<>]+$/.test(text) ? `<${text}>` : plain(text));

const LINE_BREAKS = /\s*[\r\n]+\s*/g;
const withoutBreaks = (text: string): string => visible(text.replace(LINE_BREAKS, ' '));
const oneLine = (text: string): string => withoutBreaks(text).trim();
