import { useEffect, useMemo, useState } from 'react';
import type { FilterLanguage } from '../../shared/filter-match.ts';
import { createSuggester, type Suggestion } from './filter-suggest.ts';

/** As much at once as leaves room for the key itself. */
const SLICE_MS = 8;

/** Goes through steps a slice at a time, then says what came out. Returns how to stop it. */
function inSlices<Result>(steps: Generator<undefined, Result>, done: (result: Result) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return done(step.value);
    } while (performance.now() < until);
    timer = setTimeout(go);
  };
  go();
  return () => clearTimeout(timer);
}

/** Suggestions for a text, while the list is open. Typing does not wait for them: the last ones stand until then. */
export function useSuggestions<Row>(
  language: FilterLanguage<Row>,
  rows: readonly Row[],
  text: string,
  open: boolean,
): readonly Suggestion[] {
  const suggester = useMemo(() => createSuggester(language, rows), [language, rows]);
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if (open) return inSlices(suggester.inSteps(text), setFound);
  }, [open, suggester, text]);
  return open ? found : NONE;
}

const NONE: readonly Suggestion[] = [];
