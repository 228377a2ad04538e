import type { EndpointFinding } from '../../../shared/views.ts';
import type { Question } from '../../decide/use-decisions.tsx';
import type { Binding } from '../../keys/registry.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { groupWords } from './call-order.ts';
import type { Calls } from './use-calls.ts';
import type { PlaceInList } from './use-place.ts';

export interface EndpointKeys {
  /** Parts of the page are still read: the key line waits for all of its keys, which would move each other. */
  readonly isWaiting: boolean;
  readonly calls: Calls;
  readonly place: PlaceInList;
  readonly finding: EndpointFinding | undefined;
  /** How many tabs there are, for the number keys. */
  readonly tabs: number;
  readonly marks: number;
  readonly onAsk: (question: Question) => void;
  readonly onTab: (index: number) => void;
  /** Lights the next matched value on both sides. */
  readonly onMark: () => void;
  /** To the field that searches the call. */
  readonly onFind: () => void;
  readonly onHistory: () => void;
  /** To this call's moment in the timeline; null where it has no time. */
  readonly onMoment: (() => void) | null;
  readonly onCopy: (markdown: boolean) => void;
}

/** Everything an endpoint's page does by key. */
export function useEndpointKeys(keys: EndpointKeys): void {
  const { calls, place, finding, tabs, marks, onAsk } = keys;
  const several = calls.isPending || calls.groups[calls.group].length > 1;
  const other = calls.group === 'counted' ? 'quiet' : 'counted';
  const groupLabel = `${groupWords(finding?.rule, calls.groups).counted.toLowerCase()} or not`;
  const decidable = finding !== undefined;
  const rules = Array.from({ length: Math.min(9, tabs) }, (_, i) => ({
    keys: String(i + 1),
    label: 'rule',
    run: () => keys.onTab(i),
    line: tabs > 1,
  }));
  const all: Binding[] = [
    { keys: '[', label: 'call', run: () => calls.step(-1), when: several },
    { keys: ']', label: 'call', run: () => calls.step(1), when: several },
    { keys: 'w', label: groupLabel, run: () => calls.showGroup(other), when: calls.groups[other].length > 0 },
    { keys: '/', label: 'search the call', run: keys.onFind, when: calls.call !== undefined },
    { keys: 'm', label: 'matched values', run: keys.onMark, when: marks > 0 },
    { keys: 't', label: 'timeline', run: () => keys.onMoment?.(), when: keys.onMoment !== null },
    ...rules,
    { keys: 'j', label: place.noun, run: () => place.step(1), when: place.index >= 0 },
    { keys: 'k', label: place.noun, run: () => place.step(-1), when: place.index >= 0 },
    { keys: 's', label: 'status', run: () => onAsk('status'), when: decidable },
    { keys: 'a', label: 'owner', run: () => onAsk('owner'), when: decidable },
    { keys: 'e', label: 'exception', run: () => onAsk('exception'), when: decidable },
    { keys: 'n', label: 'note', run: () => onAsk('note'), when: decidable },
    { keys: 'i', label: 'ticket', run: () => onAsk('ticket'), when: decidable, line: false },
    { keys: 'h', label: 'history', run: keys.onHistory, when: decidable, line: false },
    { keys: 'y', label: 'copy the address', run: () => keys.onCopy(false), line: false },
    { keys: 'Shift+y', label: 'copy as a Markdown link', run: () => keys.onCopy(true), line: false },
    { keys: 'Escape', label: 'back to the list', run: place.back },
  ];
  useKeys(keys.isWaiting ? all.map((binding) => ({ ...binding, line: false })) : all, { group: 'Endpoint' });
}
