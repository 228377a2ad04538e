import { isCharacterKey } from './combo.ts';

export interface Binding {
  /** `j`, `Shift+z`, `?`, `Ctrl+Enter`, or a sequence such as `g i`. */
  readonly keys: string;
  /** One or two words: `move`, `undo`. Neighbours with equal labels share one entry in the key line. */
  readonly label: string;
  readonly run: () => void;
  /** Left out, shown nowhere and silent while false. */
  readonly when?: boolean;
  /** Works in text fields too. */
  readonly inText?: boolean;
  /** False: works and stands in the sheet, but not in the key line. */
  readonly line?: boolean;
  /** Stands after all others in the key line: a button says it too. */
  readonly late?: boolean;
}

export interface Layer {
  readonly group: string;
  /** The shell's keys: every page and dialog goes before them. */
  readonly everywhere: boolean;
  /** Works while a dialog is open. */
  readonly inDialog: boolean;
  readonly bindings: readonly Binding[];
}

/** What a press means: a binding to run, the start of a sequence, or nothing. */
export type Match = { readonly run: () => void } | 'prefix' | null;

let layers: readonly Layer[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Layer[]): void {
  layers = next;
  for (const listener of listeners) listener();
}

/** Later layers win over earlier ones, all of them over the shell's. Returns how to take the layer away again. */
export function addLayer(layer: Layer): () => void {
  change(layer.everywhere ? [layer, ...layers] : [...layers, layer]);
  return () => change(layers.filter((other) => other !== layer));
}

export const currentLayers = (): readonly Layer[] => layers;

export function subscribeLayers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface Situation {
  /** Keys of the sequence so far. */
  readonly pressed: string;
  readonly inText: boolean;
  readonly inDialog: boolean;
  readonly singleKeys: boolean;
}

function isAllowed(binding: Binding, situation: Situation): boolean {
  if (binding.when === false || (situation.inText && !binding.inText)) return false;
  return situation.singleKeys || !binding.keys.split(' ').some(isCharacterKey);
}

/** Looks from the newest layer down: the first binding that is the press, or that goes on from it. */
export function match(from: readonly Layer[], situation: Situation): Match {
  const open = from
    .filter((layer) => layer.inDialog || !situation.inDialog)
    .toReversed()
    .flatMap((layer) => layer.bindings)
    .filter((binding) => isAllowed(binding, situation));
  const whole = open.find((binding) => binding.keys === situation.pressed);
  if (whole) return { run: whole.run };
  return open.some((binding) => binding.keys.startsWith(`${situation.pressed} `)) ? 'prefix' : null;
}
