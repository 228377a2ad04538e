import { useEffect, useRef } from 'react';
import type { ImportState } from '../../../shared/import-views.ts';
import { announce } from '../../shell/announce.ts';
import { fileWords } from './file-words.ts';
import { stepShare, stepWords } from './import-words.ts';

/** The quarter that has been reached of what says how far it is, and every other step. */
function milestone(state: ImportState): string {
  const share = stepShare(state);
  const [title] = stepWords(state);
  if (state.step === 'waiting' || share === null) return `${title}. ${state.message ?? ''}`.trim();
  return `${title}, ${Math.floor(share * 4) * 25} percent`;
}

const isThrough = (file: ImportState['files'][number]) => file.state !== 'queued' && file.state !== 'reading';

/** Tells screen readers at each quarter, at each step and when a file is through; failures at once. */
export function useSpokenProgress(state: ImportState | undefined): void {
  const reached = state ? milestone(state) : '';
  useEffect(() => {
    if (reached) announce(reached, reached.startsWith('The import failed') ? 'assertive' : 'polite');
  }, [reached]);

  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const file of state?.files ?? []) {
      if (!isThrough(file) || told.current.has(file.id)) continue;
      told.current.add(file.id);
      announce(`${file.name}: ${fileWords(file).state}`);
    }
  }, [state?.files]);
}
