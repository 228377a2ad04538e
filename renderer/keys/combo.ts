/** How one key press is written: `j`, `Shift+z`, `?`, `Ctrl+k`, `Shift+ArrowDown`. A sequence: `g i`. */

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape' };

const isLetter = (key: string) => key.length === 1 && key.toLowerCase() !== key.toUpperCase();

/** The press as written above; null for modifiers alone and for Alt, which menus and other alphabets need. */
export function comboOf(event: KeyboardEvent): string | null {
  if (event.altKey || ['Shift', 'Control', 'Meta', 'Alt', 'Dead', 'Process'].includes(event.key)) return null;
  const named = NAMES[event.key] ?? event.key;
  const key = isLetter(named) ? named.toLowerCase() : named;
  // A sign such as ? carries its Shift already.
  const shifted = event.shiftKey && (isLetter(key) || key.length > 1);
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

/** Keys a person may switch off: those that are characters (WCAG 2.1.4). */
export function isCharacterKey(combo: string): boolean {
  return !combo.startsWith('Ctrl+') && combo.replace('Shift+', '').length === 1;
}

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowDown: 'Down',
  ArrowUp: 'Up',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** The parts of a combo as keycaps show them: `Ctrl+k` is `Ctrl K`. */
export function shownCombo(combo: string): string {
  if (combo === '+') return combo;
  return combo
    .split('+')
    .map((part, i) => SHOWN[part] ?? (i > 0 && part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}
