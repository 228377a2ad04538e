import type { Body } from '../../../shared/records.ts';
import { isNested } from '../json-walk.ts';
import { maskField, maskForm } from './address.ts';
import { maskCsv } from './csv.ts';
import type { Hiding } from './hiding.ts';
import { maskJson } from './json-text.ts';
import { maskText } from './text.ts';

/** Masks a body by what it is: a form, multipart, JSON (also several records, also cut), or any text. */
export function maskBody(body: Body | null, hiding: Hiding, where: string): Body | null {
  if (body?.text == null) return body;
  return { ...body, text: maskBodyText(body.text, body.mime, hiding, where) };
}

function maskBodyText(text: string, mime: string, hiding: Hiding, where: string): string {
  if (/multipart\/form-data/i.test(mime) && /^\s*--/.test(text)) return maskParts(text, hiding, where);
  if (/x-www-form-urlencoded|multipart\/form-data/i.test(mime) && !isNested(text)) return maskForm(text, hiding, where);
  if (isNested(text)) return maskJson(text, hiding, where);
  // JSON behind a guard such as `)]}',`, or what only pretends to be JSON: a page of an error.
  if (/json/i.test(mime)) return maskText(maskJson(text, hiding, where), hiding, where);
  const csv = /csv|tab-separated/i.test(mime) ? maskCsv(text, hiding, where) : null;
  return csv ?? maskText(text, hiding, where);
}

const PART = /(\r?\n\r?\n)([\s\S]*?)(\r?\n)?$/;

/** Each part's content is masked by the part's own name (RFC 7578), or as what its type says. */
function maskParts(text: string, hiding: Hiding, where: string): string {
  const boundary = /^\s*(--[^\r\n]{1,200}?)(?:--)?[^\S\r\n]*(?:\r?\n|$)/.exec(text)?.[1] ?? '--';
  // A value may begin with `--`, too: only the boundary of the first line parts.
  return splitBefore(text, boundary)
    .map((part) =>
      part.replace(PART, (_all, gap: string, content: string, ending = '') => {
        return gap + maskPart(part.slice(0, 1024), content, hiding, where) + ending;
      }),
    )
    .join('');
}

function maskPart(head: string, content: string, hiding: Hiding, where: string): string {
  const name = /\bname="?([^";\r\n]+)/i.exec(head)?.[1] ?? '';
  const mime = /^content-type:\s*([^\r\n]+)/im.exec(head.split(/\r?\n\r?\n/)[0] ?? '')?.[1] ?? '';
  const place = `${where} ${name}`;
  const isField = mime === '' || /^text\/plain/i.test(mime) || hiding.names.isSecret(name);
  return isField ? maskField(content, name, hiding, place) : maskBodyText(content, mime, hiding, place);
}

/** Takes a text apart before every line that begins with the boundary. */
function splitBefore(text: string, boundary: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(`\n${boundary}`); at >= 0; at = text.indexOf(`\n${boundary}`, at + 1)) {
    parts.push(text.slice(from, at + 1));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}
