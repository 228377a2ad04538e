import { useKeys } from '../keys/use-keys.ts';

/** The first button of a kind in `scope`, as if it had been clicked. */
const press = (scope: Element | null, mark: 'reject' | 'job'): void =>
  scope?.querySelector<HTMLElement>(`[data-correct="${mark}"]`)?.click();

/** `r` rules a request out, `b` names a background job; `scope` = where their buttons stand when a key comes. */
export function useCorrectKeys(when: boolean, scope: () => Element | null): void {
  useKeys([
    { keys: 'r', label: 'not this request', run: () => press(scope(), 'reject'), when, late: true },
    { keys: 'b', label: 'background job', run: () => press(scope(), 'job'), when, late: true },
  ]);
}
