import type { AwaitedState } from '../../shared/summary-views.ts';
import { count, counted, span } from './format.ts';

/** `about 12 s left`; nothing where it cannot be said yet. */
export const leftWords = (secondsLeft: number | null): string =>
  secondsLeft === null ? '' : `about ${span(Math.max(1, secondsLeft) * 1000).replace('.0', '')} left`;

/** `Judging with these routes: 34 of 120 endpoints, about 12 s left`. */
export function awaitedWords(doing: string, state: AwaitedState | null): string {
  if (state === null) return `${doing}…`;
  const { judged, secondsLeft } = state;
  const far = [`${count(judged.endpoints)} of ${counted(judged.of, 'endpoint')}`, leftWords(secondsLeft)];
  return `${doing}: ${far.filter(Boolean).join(', ')}`;
}
