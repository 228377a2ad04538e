import type { Body, Message } from '../shared/records.ts';
import type { Content, Value, ValueObject } from './audit/rule.ts';
import { canonicalNumber, ExactNumber, type Json, parseLossless } from './ingest/lossless.ts';

/** One side of a call as rules see it: headers by name, its body read. */
export function contentOf({ headers, body }: Message): Content {
  let read: { readonly value: Value | undefined } | null = null;
  return {
    header(name) {
      const wanted = name.toLowerCase();
      return headers.find(([each]) => each.toLowerCase() === wanted)?.[1] ?? null;
    },
    hasHeaders: headers.some(([name]) => COMMON.test(name)),
    // Most who ask want headers only.
    get body() {
      read ??= { value: bodyValue(body) };
      return read.value;
    },
    bodyState: body?.state ?? 'none',
  };
}

/** Traces may hold single headers that were asked for, as a request id; a whole answer has one of these. */
const COMMON = /^(?:date|server|content-type|content-length|cache-control|etag|vary)$/i;

/** Undefined where the body is neither JSON nor a form, or not whole. */
function bodyValue(body: Body | null): Value | undefined {
  if (body?.text == null || body.state !== 'full') return undefined;
  if (/x-www-form-urlencoded/i.test(body.mime)) return Object.fromEntries(new URLSearchParams(body.text));
  return /^\s*[[{"\d-]|^\s*(?:true|false|null)\s*$/.test(body.text) ? parsed(body.text) : undefined;
}

function parsed(text: string): Value | undefined {
  try {
    return toValue(parseLossless(text));
  } catch {
    return undefined;
  }
}

/** `12.50` is 12.5; what a double cannot hold becomes its digits. */
function toValue(json: Json): Value {
  if (json instanceof ExactNumber) {
    const digits = canonicalNumber(json);
    return String(Number(digits)) === digits ? Number(digits) : digits;
  }
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, each]) => [name, toValue(each)])) as ValueObject;
}
