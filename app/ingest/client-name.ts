import { remembered } from './remembered.ts';

type Headers = readonly (readonly [name: string, value: string])[];

/** Products in the order they must be asked for: those that also carry another's name come first. */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Electron', /\bElectron\/(\d+)/],
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chromium', /\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]*\s+(?:Mobile\/\w+\s+)?Safari\//],
];

/** The client's name for people, from its user agent: `Chromium 156`, `curl/8`, `capture-load/1.0`; null without one. */
export function clientOf(headers: Headers): string | null {
  const agent = headers.find(([name]) => name.length === 10 && name.toLowerCase() === 'user-agent')?.[1];
  return agent === undefined ? null : nameOf(agent);
}

const nameOf = remembered((text) => {
  const agent = text.trim();
  if (agent === '') return null;
  if (!agent.startsWith('Mozilla/')) return productOf(agent);
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(agent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return /compatible;\s*([^;)]+)/.exec(agent)?.[1]?.trim() ?? 'a browser';
});

/** The first product; of long versions the major part: `curl/8.5.0` → `curl/8`. */
function productOf(agent: string): string {
  const [product = agent] = agent.split(/\s/);
  return product.replace(/^(.{1,60}?\/\d+)\.\d+\.\d.*$/, '$1').slice(0, 60);
}
