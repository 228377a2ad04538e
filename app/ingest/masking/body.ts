import type { Body } from '../../../shared/records.ts';
import { isNested } from '../json-walk.ts';
import { maskField, maskForm } from './address.ts';
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
  if (isNested(text) || /json/i.test(mime)) return maskJson(text, hiding, where);
  return maskText(text, hiding, where);
}

const PART = /(\r?\n\r?\n)([\s\S]*?)(\r?\n--|$)/;

/** Each part's content is masked by the part's own name (RFC 7578). */
function maskParts(text: string, hiding: Hiding, where: string): string {
  return text
    .split(/(?=^--)/m)
    .map((part) => {
      const name = /\bname="?([^";\r\n]+)/i.exec(part.slice(0, 1024))?.[1] ?? '';
      return part.replace(PART, (_all, gap: string, content: string, rest: string) => {
        const ending = /\r?\n$/.exec(content)?.[0] ?? '';
        const value = content.slice(0, content.length - ending.length);
        return gap + maskField(value, name, hiding, `${where} ${name}`) + ending + rest;
      });
    })
    .join('');
}
