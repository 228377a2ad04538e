import type { Body, Exchange } from '../../shared/records.ts';
import type { RawExchange } from './format.ts';
import { isNested, walkJson } from './json-walk.ts';
import { bodyValues } from './values.ts';

const ASSET_TYPE = /^(?:image|font|audio|video)\/|^text\/css|javascript|ecmascript|wasm|font-|^application\/json/i;
const ASSET_PATH =
  /\.(?:css|[cm]?js|map|svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|ttf|otf|eot|wasm|mp[34]|webm|ogg)$/i;

/** Leaves out the body of a static asset: a file by name and type that was fetched and may be cached. */
export function withoutAsset(raw: RawExchange): RawExchange {
  const { body, headers } = raw.response;
  if (raw.method !== 'GET' || body?.text == null || !ASSET_PATH.test(raw.path) || !ASSET_TYPE.test(body.mime))
    return raw;
  if (headers.some(([name, value]) => /^cache-control$/i.test(name) && /no-store|private/i.test(value))) return raw;
  return { ...raw, response: { headers, body: { ...body, text: null, state: 'asset' } } };
}

/**
 * Cuts bodies that are longer than so many characters, already masked. The values that attribution would have read
 * behind the cut are kept beside the text.
 */
export function withinLimit(exchange: Exchange, limit: number): Exchange {
  const { request, response } = exchange;
  if (!isLong(request.body, limit) && !isLong(response.body, limit)) return exchange;
  return {
    ...exchange,
    request: { ...request, body: cutBody(request.body, limit) },
    response: { ...response, body: cutBody(response.body, limit) },
  };
}

const isLong = (body: Body | null, limit: number): body is Body & { text: string } =>
  body?.text != null && body.text.length > limit;

function cutBody(body: Body | null, limit: number): Body | null {
  if (!isLong(body, limit)) return body;
  const cut: Body = { ...body, text: body.text.slice(0, cutAt(body.text, body.mime, limit)), state: 'cut' };
  const kept = new Set(bodyValues(cut).map(nameOf));
  const beyond = bodyValues(body).filter((value) => !kept.has(nameOf(value)));
  return { ...cut, beyond: beyond.map(({ field, value }) => [field, value] as const) };
}

const nameOf = ({ field, value }: { readonly field: string; readonly value: string }): string => `${field} ${value}`;

/** Where no value is cut in two: half a number is another one. */
function cutAt(text: string, mime: string, limit: number): number {
  if (isNested(text)) return lastLeafEnd(text, limit);
  const border = text.lastIndexOf(/x-www-form-urlencoded/i.test(mime) ? '&' : '\n', limit);
  // A line or field this long is no value; what a cut nearer to the start leaves might pass for one.
  if (border > limit / 2) return border;
  const isPairCut = /[\ud800-\udbff]/.test(text[limit - 1] ?? '');
  return isPairCut ? limit - 1 : limit;
}

function lastLeafEnd(text: string, limit: number): number {
  let end = 0;
  walkJson(text, ({ to }) => {
    if (to > limit) return false;
    end = to;
    return undefined;
  });
  return end;
}
