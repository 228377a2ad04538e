import { comboOf } from './combo.ts';
import { currentLayers, match } from './registry.ts';

/** How long a sequence waits for its second key. */
const SEQUENCE_MS = 1200;

const TEXT_FIELD = 'input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea, select, [contenteditable]';
/** Elements that use letters and arrows themselves. */
const OWN_KEYS = '[role=menu], [role=listbox], [role=combobox], [role=radiogroup], [role=slider]';
const PRESSABLE = 'button, a[href], summary, input, [role=tab], [role=menuitem], [role=option]';

function isInText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${TEXT_FIELD}, ${OWN_KEYS}`) !== null;
}

/** Enter and Space belong to the button or link that has the focus. */
function isPress(combo: string, target: EventTarget | null): boolean {
  return (combo === 'Enter' || combo === 'Space') && target instanceof Element && target.closest(PRESSABLE) !== null;
}

const hasDialog = () => document.querySelector('[role=dialog][aria-modal=true]') !== null;

export interface ListenerOptions {
  readonly singleKeys: () => boolean;
  /** Told when a sequence begins (its first key) and ends (''). */
  readonly onSequence: (pressed: string) => void;
}

/** Listens to the whole window until the returned function is called. */
export function listenToKeys({ singleKeys, onSequence }: ListenerOptions): () => void {
  let pressed = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inDialog = false;

  const setPressed = (next: string) => {
    clearTimeout(timer);
    if (next) timer = setTimeout(() => setPressed(''), SEQUENCE_MS);
    if (pressed !== next) onSequence(next);
    pressed = next;
  };

  // A dialog that Esc closes may be gone before the key gets to its target: it was the dialog's all the same.
  const look = () => {
    inDialog = hasDialog();
    document.documentElement.dataset.keyed = '';
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const combo = comboOf(event);
    if (combo === null || event.defaultPrevented || event.isComposing || isPress(combo, event.target)) return;
    const whole = pressed ? `${pressed} ${combo}` : combo;
    const situation = { inText: isInText(event.target), inDialog, singleKeys: singleKeys() };
    const found = match(currentLayers(), { ...situation, pressed: whole });
    setPressed(found === 'prefix' ? whole : '');
    if (found === null) return;
    event.preventDefault();
    if (found !== 'prefix') found.run();
  };

  window.addEventListener('keydown', look, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', look, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}
