import type { Body } from '../../../shared/records.ts';
import { isObject, type Json, type JsonObject, plainText } from '../lossless.ts';
import { type Header, headerValue, listAt, numberAt, objectAt, textAt } from './fields.ts';

const TEXTUAL = /^text\/|json|xml|javascript|ecmascript|x-www-form-urlencoded|multipart\/form-data|graphql|yaml|csv/i;
const UNKNOWN = /^$|x-unknown|octet-stream/i;
const CUT = /truncat|\bcut\b|too (large|big|long)|exceed/i;

/** True for a media type whose body is text. */
const isTextual = (mime: string): boolean => TEXTUAL.test(mime);

/** True also where the type says nothing. */
export const mayBeText = (mime: string): boolean => isTextual(mime) || UNKNOWN.test(mime);

/** The request's body; null where it had none. */
export function requestBody(request: JsonObject, headers: readonly Header[]): Body | null {
  const stated = statedSize(request, headers);
  const data = isObject(request.postData) ? request.postData : request._content;
  if (!isObject(data)) return sentWithoutRecord(stated, headerValue(headers, 'content-type'));
  const mime = textAt(data, 'mimeType') ?? headerValue(headers, 'content-type') ?? '';
  const raw = textAt(data, 'text') ?? rebuild(listAt(data, 'params'), mime);
  if (raw === null) return stated === 0 ? null : { mime, text: null, size: stated, state: stateWithout(data, mime) };
  const text = textAt(data, 'encoding') === 'base64' ? decodeBase64(raw, mime) : textOf(raw, mime);
  if (text === null) return { mime, text: null, size: stated, state: 'binary' };
  return { mime, text, size: stated, state: isCut(data) ? 'cut' : 'full' };
}

/** The response's body; null where it had none. */
export function responseBody(response: JsonObject, headers: readonly Header[], hasBody: boolean): Body | null {
  const content = objectAt(response, 'content');
  const mime = textAt(content, 'mimeType') ?? headerValue(headers, 'content-type') ?? '';
  const size = natural(numberAt(content, 'size'));
  const raw = textAt(content, 'text');
  if (raw === null) {
    const isEmpty = !hasBody || content.text === '' || (size ?? natural(numberAt(response, 'bodySize'))) === 0;
    return isEmpty && !isCut(content) ? null : { mime, text: null, size, state: stateWithout(content, mime) };
  }
  const text = textAt(content, 'encoding') === 'base64' ? decodeBase64(raw, mime) : textOf(raw, mime);
  if (text === null) return { mime, text: null, size, state: 'binary' };
  return { mime, text, size, state: isCut(content) ? 'cut' : 'full' };
}

/** What is kept in a file of its own and is no text was not read. */
const stateWithout = (part: JsonObject, mime: string): Body['state'] =>
  fileOf(part) !== null && !mayBeText(mime) ? 'binary' : 'missing';

/** Where Playwright keeps a body: `_file`, in older traces `_sha1`. */
export const fileOf = (part: JsonObject): string | null => textAt(part, '_file') ?? textAt(part, '_sha1');

/** A recorder's remark that it did not keep all of a body. */
function isCut(part: JsonObject): boolean {
  return CUT.test(textAt(part, 'comment') ?? '') || part._truncated === true;
}

function textOf(text: string, mime: string): string | null {
  if (isTextual(mime)) return text;
  return UNKNOWN.test(mime) && !looksBinary(text) ? text : null;
}

function decodeBase64(text: string, mime: string): string | null {
  if (!mayBeText(mime)) return null;
  const charset = /charset="?([\w-]+)/i.exec(mime)?.[1] ?? 'utf-8';
  const decoded = decoderFor(charset).decode(Buffer.from(text, 'base64'));
  return isTextual(mime) || !looksBinary(decoded) ? decoded : null;
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Control characters that no text holds, or what a decoder leaves where bytes were no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const looksBinary = (text: string): boolean => /[\0-\x08\x0e-\x1a\ufffd]/.test(text.slice(0, 4096));

const natural = (size: number | null): number | null => (size !== null && size >= 0 ? size : null);

function statedSize(request: JsonObject, headers: readonly Header[]): number | null {
  const header = headerValue(headers, 'content-length');
  return header !== null && /^\d+$/.test(header) ? Number(header) : natural(numberAt(request, 'bodySize'));
}

/** Chrome keeps no multipart body at all; the headers show that there was one. */
function sentWithoutRecord(stated: number | null, mime: string | null): Body | null {
  const wasSent = stated !== null && stated > 0;
  return wasSent || /^multipart\//i.test(mime ?? '')
    ? { mime: mime ?? '', text: null, size: stated, state: 'missing' }
    : null;
}

/** Some recorders keep only the form's parameters: puts the text together again; null where there are none. */
function rebuild(params: readonly Json[], mime: string): string | null {
  const pairs = params.filter(isObject).map((param) => [plainText(param.name ?? ''), param.value ?? ''] as const);
  if (pairs.length === 0) return null;
  if (/json/i.test(mime)) return JSON.stringify(Object.fromEntries(pairs));
  return pairs.map(([name, value]) => `${formEncode(name)}=${formEncode(plainText(value))}`).join('&');
}

/** Chrome leaves parameters percent-encoded, others decode them. */
function formEncode(text: string): string {
  return /^[\w.~!*'()+-]*(?:%[\da-f]{2}[\w.~!*'()+-]*)*$/i.test(text) ? text : encodeURIComponent(text);
}
