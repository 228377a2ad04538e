type Headers = readonly (readonly [name: string, value: string])[];

/** A trace and, where it is named, one span of it: lower-case hex, 32 and 16 digits. */
export interface TraceName {
  readonly trace: string;
  readonly span: string | null;
}

const hexOf = (digits: string | undefined, length: number): string | null =>
  digits !== undefined && /^[\da-f]+$/i.test(digits) && digits.length <= length
    ? digits.toLowerCase().padStart(length, '0')
    : null;

/** Datadog and Google write ids as decimal numbers. */
const hexOfDecimal = (digits: string | undefined): string | null =>
  digits !== undefined && /^\d{1,20}$/.test(digits) ? hexOf(BigInt(digits).toString(16), 16) : null;

function named(trace: string | null, span: string | null): TraceName[] {
  return trace === null || /^0+$/.test(trace)
    ? []
    : [{ trace, span: span !== null && /^0+$/.test(span) ? null : span }];
}

/** How each tracer writes its header; 64-bit trace ids are filled up with zeros in front, as W3C has them. */
const READERS: Readonly<Record<string, (value: string) => TraceName[]>> = {
  // Zipkin: trace-span-sampled-parent (openzipkin/b3-propagation).
  b3: (value) => {
    const [trace, span] = value.split('-');
    return named(hexOf(trace, 32), hexOf(span, 16));
  },
  // Jaeger: trace:span:parent:flags, without zeros in front.
  'uber-trace-id': (value) => {
    const [trace, span] = decodeColons(value).split(':');
    return named(hexOf(trace, 32), hexOf(span, 16));
  },
  // Google Cloud: TRACE/SPAN;o=1, the span as a decimal number.
  'x-cloud-trace-context': (value) => {
    const [, trace, span] = /^([\da-f]{32})(?:\/(\d+))?/i.exec(value) ?? [];
    return named(hexOf(trace, 32), hexOfDecimal(span));
  },
  // Sentry: trace-span-sampled.
  'sentry-trace': (value) => {
    const [trace, span] = value.split('-');
    return named(hexOf(trace, 32), hexOf(span, 16));
  },
  // Amazon X-Ray: Root=1-<8 hex digits of time>-<24 of chance>;Parent=<span>.
  'x-amzn-trace-id': (value) => {
    const [, time, chance] = /\bRoot=1-([\da-f]{8})-([\da-f]{24})\b/i.exec(value) ?? [];
    const span = /\bParent=([\da-f]{16})\b/i.exec(value)?.[1];
    return time === undefined ? [] : named(hexOf(time + chance, 32), hexOf(span, 16));
  },
};

/** True for the lower-case name of a header that `tracesOf` reads. */
export const isTracers = (name: string): boolean => Object.hasOwn(READERS, name) || /^x-(?:b3|datadog)-/.test(name);

const decodeColons = (value: string): string => value.replaceAll(/%3A/gi, ':');

/** The traces that headers name besides those of W3C. */
export function tracesOf(headers: Headers): TraceName[] {
  const lower = new Map(headers.map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const single = [...lower].flatMap(([name, value]) => READERS[name]?.(value) ?? []);
  const b3 = named(hexOf(lower.get('x-b3-traceid'), 32), hexOf(lower.get('x-b3-spanid'), 16));
  return [...single, ...b3, ...datadog(lower)];
}

/** The lower half of the trace as a decimal number; the upper half, where there is one, in the tags. */
function datadog(headers: ReadonlyMap<string, string>): TraceName[] {
  const low = hexOfDecimal(headers.get('x-datadog-trace-id'));
  const high = /\b_dd\.p\.tid=([\da-f]{16})\b/i.exec(headers.get('x-datadog-tags') ?? '')?.[1] ?? '0'.repeat(16);
  return low === null ? [] : named(high.toLowerCase() + low, hexOfDecimal(headers.get('x-datadog-parent-id')));
}
