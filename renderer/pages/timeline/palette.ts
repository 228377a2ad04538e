/** The colours that the canvas draws with, as the style sheet has them: tokens, or the system's in forced colours. */
const NAMES = [
  'ground',
  'sunken',
  'line',
  'text',
  'strong',
  'request',
  'outside',
  'ink',
  'linked',
  'background',
  'undecided',
  'chosen',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = NAMES.map((name) => [name, style.getPropertyValue(`--timeline-${name}`).trim()] as const);
  return Object.fromEntries(colours) as Palette;
}
