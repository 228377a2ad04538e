import { TOKEN_SEGMENTS } from '../secrets.ts';
import type { Hiding } from './hiding.ts';
import { maskString } from './json-text.ts';
import { maskText } from './text.ts';

/** Masks a path: tokens anywhere, and one-time secrets behind words such as `reset` or `verify`. */
export function maskPath(path: string, hiding: Hiding): string {
  let afterWord = false;
  const segments = path.split('/').map((segment) => {
    const plain = decodeSafely(segment);
    const masked = afterWord && isOneTime(plain) ? hiding.hide(plain, 'path') : maskSegment(segment, plain, hiding);
    afterWord ||= TOKEN_SEGMENTS.has(plain.toLowerCase());
    return masked;
  });
  return segments.join('/');
}

/** Long and with digits, as a random text is and a word is not. */
const isOneTime = (segment: string): boolean =>
  segment.length >= 16 && /\d/.test(segment) && /^[\w.~:=+%-]+$/.test(segment);

function maskSegment(segment: string, plain: string, hiding: Hiding): string {
  const masked = maskText(plain, hiding, 'path');
  return masked === plain ? segment : masked;
}

/** What a log-in hands over in a query or a form (RFC 6749 §4.1.2); elsewhere such names say nothing. */
const isOneTimeField = (name: string): boolean => /^(?:code|ticket)$/i.test(name);

/** Masks a field of a query or a form. */
export function maskField(value: string, name: string, hiding: Hiding, where: string): string {
  if (value !== '' && isOneTimeField(name)) return hiding.hide(value, where);
  return maskString(value, name, hiding, where);
}

/** Masks decoded name–value pairs of a query. */
export function maskPairs(
  pairs: readonly (readonly [string, string])[],
  hiding: Hiding,
  where: string,
): (readonly [string, string])[] {
  return pairs.map(([name, value]) => [name, maskField(value, name, hiding, `${where} ${name}`)] as const);
}

/** Masks `a=b&c=d` and keeps the rest of the text as it was encoded. */
export function maskForm(text: string, hiding: Hiding, where: string): string {
  return text
    .split('&')
    .map((pair) => {
      const sign = pair.indexOf('=');
      if (sign < 0) return maskText(pair, hiding, where);
      const name = decodeSafely(pair.slice(0, sign));
      const value = decodeSafely(pair.slice(sign + 1));
      const masked = maskField(value, name, hiding, `${where} ${name}`);
      if (masked === value) return pair;
      return `${pair.slice(0, sign)}=${hiding.names.isSecret(name) || isOneTimeField(name) ? masked : encodeURIComponent(masked)}`;
    })
    .join('&');
}

const ADDRESS = /^((?:[a-z][\w+.-]*:)?\/\/)?([^/?#\s]*)(\/[^?#\s]*)?(?:\?([^#\s]*))?(?:#(\S*))?$/i;

/** Masks a header that is an address, whole or from the path on. */
export function maskAddress(text: string, hiding: Hiding, where: string): string {
  const parts = ADDRESS.exec(text);
  if (!parts) return maskText(text, hiding, where);
  const [, scheme = '', host = '', path = '', query, fragment] = parts;
  const at = host.lastIndexOf('@');
  const user = at < 0 ? '' : `${hiding.hide(host.slice(0, at), where)}@`;
  return [
    scheme,
    user,
    host.slice(at + 1),
    maskPath(path, hiding),
    query === undefined ? '' : `?${maskForm(query, hiding, where)}`,
    fragment === undefined ? '' : `#${maskForm(fragment, hiding, where)}`,
  ].join('');
}

/** Percent-decoding that leaves broken escapes alone; `+` is a blank. */
export function decodeSafely(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
