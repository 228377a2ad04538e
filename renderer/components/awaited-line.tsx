import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { AwaitedState } from '../../shared/summary-views.ts';
import { announce } from '../shell/announce.ts';
import classes from './awaited-line.module.css';
import { awaitedWords } from './awaited-words.ts';

interface AwaitedLineProps {
  /** `Judging with these routes`. */
  readonly doing: string;
  readonly state: AwaitedState | null;
  /** Where nothing else on the page calls it off. */
  readonly onStop?: () => void;
}

/** What readers hear: each quarter. */
const quarterOf = (state: AwaitedState | null): number | null =>
  state === null ? null : Math.floor(state.judged.share * 4) * 25;

/** How far work is that the page waits for. */
export function AwaitedLine({ doing, state, onStop }: AwaitedLineProps) {
  const quarter = quarterOf(state);
  useEffect(() => {
    if (quarter !== null) announce(`${doing}, ${quarter} percent`);
  }, [doing, quarter]);
  return (
    <div className={classes.line}>
      <span>{awaitedWords(doing, state)}</span>
      {onStop && (
        <Button size="xs" onClick={onStop}>
          Cancel
        </Button>
      )}
    </div>
  );
}
