import type { Micros } from '../../../shared/records.ts';
import { isMoment } from '../instant.ts';
import { isObject, type Json, type JsonObject } from '../lossless.ts';
import { type Attributes, attributesOf, firstOf, scalarText } from './attributes.ts';

export interface Span {
  /** 32 hex digits. */
  readonly trace: string;
  /** 16 hex digits. */
  readonly id: string;
  readonly parent: string | null;
  readonly isServer: boolean;
  readonly isDatabase: boolean;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  /** What the service said went wrong. */
  readonly failure: string | null;
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

const SERVER = new Set<Json | undefined>([2, 'SPAN_KIND_SERVER']);

/** All spans of an export request: `resourceSpans[].scopeSpans[].spans[]`; `batches` is Tempo's name. */
export function* spansOf(request: JsonObject): Generator<Span> {
  for (const group of listAt(request, 'resourceSpans', 'batches')) {
    const resource = attributesOf(isObject(group.resource) ? group.resource : {});
    for (const scope of listAt(group, 'scopeSpans', 'instrumentationLibrarySpans'))
      for (const span of listAt(scope, 'spans')) {
        const read = readSpan(span, resource);
        if (read) yield read;
      }
  }
}

function listAt(holder: JsonObject, ...names: string[]): JsonObject[] {
  const list = names.map((name) => holder[name]).find(Array.isArray);
  return (list ?? []).filter(isObject);
}

function readSpan(span: JsonObject, resource: Attributes): Span | null {
  const trace = idOf(span.traceId, 16);
  const id = idOf(span.spanId, 8);
  if (trace === null || id === null) return null;
  const attributes = attributesOf(span);
  return {
    trace,
    id,
    parent: idOf(span.parentSpanId, 8),
    isServer: SERVER.has(span.kind),
    isDatabase: firstOf(attributes, 'db.system.name', 'db.system') !== null,
    startUs: microsOf(span.startTimeUnixNano),
    endUs: microsOf(span.endTimeUnixNano),
    failure: failureOf(span),
    attributes,
    resource,
  };
}

/** Hex of any case, as OTLP's JSON has it; base64 where protobuf's own mapping was used. */
function idOf(value: Json | undefined, bytes: number): string | null {
  if (typeof value !== 'string' || value === '') return null;
  const hex = new RegExp(`^[\\da-f]{${bytes * 2}}$`, 'i').test(value)
    ? value
    : Buffer.from(value, 'base64').toString('hex');
  return hex.length === bytes * 2 && !/^0+$/.test(hex) ? hex.toLowerCase() : null;
}

/** Nanoseconds as digits; beyond what a double holds, so the last three are cut before it becomes a number. */
function microsOf(value: Json | undefined): Micros | null {
  const digits = scalarText(value);
  const us = digits !== null && /^\d{4,19}$/.test(digits) ? Number(digits.slice(0, -3)) : 0;
  return us > 0 && isMoment(us) ? us : null;
}

const FAILED = new Set<Json | undefined>([2, 'STATUS_CODE_ERROR']);

function failureOf({ status }: JsonObject): string | null {
  if (!isObject(status) || !FAILED.has(status.code)) return null;
  return typeof status.message === 'string' && status.message !== '' ? status.message : null;
}
