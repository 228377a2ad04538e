import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './error-note.module.css';
import { ICON } from './icon.ts';
import { messageOf } from './words.ts';

/** A failure in place: what failed, why, and the way on. */
export function ErrorNote({ what, error, onRetry }: { what: string; error: unknown; onRetry?: () => void }) {
  return (
    <div className={classes.note} role="alert">
      <IconAlertTriangle {...ICON} />
      <p className={classes.text}>
        <strong>{what}</strong> {messageOf(error)}
      </p>
      {onRetry && (
        <Button size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
