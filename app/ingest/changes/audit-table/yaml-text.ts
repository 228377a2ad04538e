import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { exactNumber, type Json } from '../../lossless.ts';

/** Deeper values are left as null: rows are flat, and a text from outside may nest without end. */
const DEEPEST = 4;

/** A row as Ruby's YAML writes it (PaperTrail's default); null where the text is none. */
export function yamlObject(text: string): { readonly [name: string]: Json } | null {
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
    return objectOf(document.contents, document, 0);
  } catch {
    // Brackets without end leave the parser without a stack.
    return null;
  }
}

function objectOf(
  node: Node | null,
  document: Document.Parsed,
  depth: number,
): { readonly [name: string]: Json } | null {
  if (!isMap<Node, Node | null>(node)) return null;
  return Object.fromEntries(
    node.items.flatMap(({ key, value }): [string, Json][] =>
      isScalar(key) ? [[String(key.value), jsonOf(value, document, depth + 1)]] : [],
    ),
  );
}

function jsonOf(node: Node | null, document: Document.Parsed, depth: number): Json {
  if (node === null || depth > DEEPEST) return null;
  if (isScalar(node)) return scalarOf(node);
  if (isSeq<Node | null>(node)) return node.items.map((item) => jsonOf(item, document, depth + 1));
  // Followed to a value only: names of names could grow without end.
  if (isAlias(node)) {
    const meant = node.resolve(document);
    return isScalar(meant) ? scalarOf(meant) : null;
  }
  const object = objectOf(node, document, depth);
  // ActiveSupport::TimeWithZone is an object of its moment and zones.
  return object?.utc ?? object;
}

/** Quoted values and blocks are texts; of plain ones what they look like. */
function scalarOf({ value, type, tag }: Scalar): Json {
  const text = typeof value === 'string' ? value : '';
  if (tag?.endsWith('BigDecimal')) return decimalOf(text);
  if (type !== 'PLAIN') return text;
  if (text === '' || text === '~' || text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? exactNumber(text) : text;
}

/** `27:0.125e2`: its precision, then its digits behind `0.` with a power of ten. */
function decimalOf(text: string): Json {
  const [, sign = '', digits = '', power = ''] = /^\d+:(-?)0\.(\d{1,200})e(-?\d{1,3})$/.exec(text) ?? [];
  if (digits === '') {
    const [, plain = text] = /^\d+:(.+)$/.exec(text) ?? [];
    return /^-?\d+(?:\.\d+)?$/.test(plain) ? exactNumber(plain) : plain;
  }
  const places = digits.length - Number(power);
  const whole = digits.padEnd(Number(power), '0');
  if (places <= 0) return exactNumber(sign + whole.replace(/^0+(?=\d)/, ''));
  const padded = digits.padStart(places + 1, '0');
  return exactNumber(`${sign}${padded.slice(0, -places).replace(/^0+(?=\d)/, '')}.${padded.slice(-places)}`);
}
