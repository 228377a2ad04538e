import { useEffect, useState } from 'react';
import { showDone } from '../components/toast.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { type Comparing, type Pair, pairOf } from './use-pair.ts';

/** `d` compares the newest run with the one before it, or stops comparing; it waits until the list of runs is read. */
export function useCompareKey({ runs, isFresh, pair }: Comparing, onPick: (pair: Pair | null) => void): void {
  const [asked, setAsked] = useState(false);
  useKeys([{ keys: 'd', label: 'compare runs', run: () => (pair ? onPick(null) : setAsked(true)), line: false }]);
  useEffect(() => {
    if (!asked || !isFresh) return;
    setAsked(false);
    const newest = pairOf(runs, { vs: -1 });
    if (newest) onPick(newest);
    else showDone('Nothing to compare yet: it takes two runs.');
  }, [asked, isFresh, runs, onPick]);
}
