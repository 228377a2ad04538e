import { Button } from '@mantine/core';
import { awaitedWords } from '../components/awaited-words.ts';
import { REPLAY, useAwaited } from '../data/awaited.ts';
import classes from './rejudging-notice.module.css';

/** Above every page while a change of routes is undone, or done again: everything is judged for it. */
export function UndoingNotice() {
  const { state, stop } = useAwaited(REPLAY);
  if (state === null) return null;
  return (
    <div className={classes.notice} data-action>
      <span>{awaitedWords('Routes change, judging', state)}</span>
      <Button size="xs" onClick={stop}>
        Cancel
      </Button>
    </div>
  );
}
