import { isObject, type Json, parseLossless } from '../lossless.ts';

/** Header and payload of a JSON Web Token; the payload is null where it is encrypted or cut. */
export interface Jwt {
  readonly payload: Json | null;
}

/** Finds what may be a token: its header is base64url of `{"…`. A cut token at the end of a text counts. */
export const JWT_LIKE = /(?<![\w-])e[wy][\w-]{10,}(?:\.[\w-]*){1,4}|(?<![\w-])e[wy][\w-]{20,}$/g;

/** Reads a token (RFC 7519); null where the text is none. */
export function readJwt(text: string): Jwt | null {
  const [header = '', payload = ''] = text.split('.');
  if (!/^e[wy][\w-]+$/.test(header) || !/"(?:alg|typ|enc|kid)"\s*:/.test(decode(header))) return null;
  return { payload: parseObject(decode(payload)) };
}

const decode = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');

function parseObject(text: string): Json | null {
  try {
    const value = parseLossless(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
