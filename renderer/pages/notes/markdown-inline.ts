/** Parts of a line of text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] };

const ESCAPED = /^\\([!-/:-@[-`{-~])/;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const ENTITY = /^&(?:amp|lt|gt);/;
const TICKS = /^`+/;
const STRONG = /^\*\*(?=\S)((?:\\.|[^\\])*?\S)\*\*/;
const LINK = /^\[((?:\\.|[^\\\]])*)\]\(([^()\s]*)\)/;
const AUTOLINK = /^<(https?:\/\/[^\s<>]+)>/;
/** Up to the next sign that could begin something. */
const PLAIN = /^[^\\&`*[<]+/;

type Taken = readonly [part: Inline, length: number];

/** Reads one line. What begins like markup and is none stays text, so that nothing is lost. */
export function parseInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let rest = line;
  while (rest !== '') {
    const [part, length] = takeMarkup(rest) ?? takeText(rest);
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
    } else parts.push(part);
    rest = rest.slice(length);
  }
  return parts;
}

function takeMarkup(rest: string): Taken | null {
  const strong = STRONG.exec(rest);
  if (strong) return [{ kind: 'strong', parts: parseInline(strong[1] ?? '') }, strong[0].length];
  const link = LINK.exec(rest);
  if (link) return [{ kind: 'link', href: link[2] ?? '', parts: parseInline(link[1] ?? '') }, link[0].length];
  const auto = AUTOLINK.exec(rest);
  if (auto?.[1]) return [{ kind: 'link', href: auto[1], parts: [{ kind: 'text', text: auto[1] }] }, auto[0].length];
  return takeCode(rest);
}

/** Between two equally long runs of backticks; one space at both ends belongs to the marks. */
function takeCode(rest: string): Taken | null {
  const ticks = TICKS.exec(rest)?.[0];
  if (ticks === undefined) return null;
  const end = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(rest.slice(ticks.length));
  if (!end) return [{ kind: 'text', text: ticks }, ticks.length];
  const inside = rest.slice(ticks.length, ticks.length + end.index);
  const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
  return [{ kind: 'code', text: isPadded ? inside.slice(1, -1) : inside }, 2 * ticks.length + end.index];
}

function takeText(rest: string): Taken {
  const escaped = ESCAPED.exec(rest)?.[1];
  if (escaped !== undefined) return [{ kind: 'text', text: escaped }, 2];
  const entity = ENTITY.exec(rest)?.[0];
  if (entity !== undefined) return [{ kind: 'text', text: ENTITIES[entity] ?? entity }, entity.length];
  const text = PLAIN.exec(rest)?.[0] ?? rest.slice(0, 1);
  return [{ kind: 'text', text }, text.length];
}
