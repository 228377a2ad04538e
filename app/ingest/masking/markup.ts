import { type Hiding, isMasked } from './hiding.ts';

const ELEMENT =
  /(<([\w.:-]{1,100})(?:\s[^<>]*)?(?<!\/)>)([^<]+|\s{0,99}<!\[CDATA\[[\s\S]{1,4096}?\]\]>\s{0,99})(?=<\/)/g;
const CDATA = /^<!\[CDATA\[|\]\]>$/g;
/** A `>` inside quotes does not end the tag. */
const FIELD = /<(?:meta|input|button|param)\s(?:[^<>"']|"[^"]{0,4096}"|'[^']{0,4096}')*>/gi;
const FIELD_NAME = /\s(?:name|id|property|itemprop)\s*=\s*["']?([\w.:[\]-]+)/gi;
const FIELD_VALUE = /(\s(?:value|content)\s*=\s*)(?:"([^"]+)"|'([^']+)'|([^\s"'<>]+))/i;

/** Masks the content of XML elements and the values of HTML fields whose names are a secret's. */
export function maskMarkup(text: string, hiding: Hiding, where: string): string {
  if (!text.includes('<')) return text;
  const hide = (secret: string) => (isMasked(secret) ? secret : hiding.hide(secret, where));
  return text
    .replace(ELEMENT, (all, tag: string, name: string, content: string) =>
      hiding.names.isSecret(localName(name)) ? tag + maskContent(content, hide) : all,
    )
    .replace(FIELD, (field) => (namesSecret(field, hiding) ? maskField(field, hide) : field));
}

/** `wsse:Password` is a `Password` of a namespace. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function maskContent(content: string, hide: (secret: string) => string): string {
  const secret = content.trim().replace(CDATA, '');
  return secret === '' ? content : content.replace(secret, () => hide(secret));
}

const namesSecret = (field: string, { names }: Hiding): boolean =>
  [...field.matchAll(FIELD_NAME)].some(([, name = '']) => names.isSecret(name));

function maskField(field: string, hide: (secret: string) => string): string {
  return field.replace(FIELD_VALUE, (_all, start: string, double?: string, single?: string, bare?: string) => {
    return `${start}"${hide(double ?? single ?? bare ?? '')}"`;
  });
}
