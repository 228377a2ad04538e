import { electronName, fetchElectron, findElectron, hasDisplay } from './electron.ts';

/** Which host opens, and the line that tells the person why. */
export type Pick =
  | { readonly host: 'web'; readonly line: string }
  | { readonly host: 'desktop'; readonly line: string; readonly electron: string; readonly asked: boolean };

/** The desktop window cannot be had; the message says why. */
export class NoDesktop extends Error {}

/** The desktop window where it can be, otherwise the browser. Throws NoDesktop when it was asked for and cannot be. */
export function pickHost(asked: 'web' | 'desktop' | null): Pick {
  if (asked === 'web') return { host: 'web', line: 'Browser host: asked for with --web.' };
  if (!hasDisplay()) return browserInstead(asked, 'no display');
  const electron = findElectron() ?? fetchElectron();
  if (!electron) return browserInstead(asked, 'Electron is not installed and could not be fetched');
  const why = asked ? 'asked for with --desktop.' : `${electronName()} and a display are there.`;
  return { host: 'desktop', line: `Desktop window: ${why}`, electron, asked: asked !== null };
}

function browserInstead(asked: 'desktop' | null, why: string): Pick {
  if (asked) throw new NoDesktop(`No desktop window: ${why}. \`npm start -- --web\` opens it in the browser.`);
  return { host: 'web', line: `Browser host: ${why}.` };
}
