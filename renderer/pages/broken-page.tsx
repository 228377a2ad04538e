import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorNote } from '../components/error-note.tsx';
import { Page } from '../components/page.tsx';

/** A page that failed while it was drawn: says why; the rest of the window still works. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="This page could not be shown">
      <ErrorNote what="Something in this page failed." error={error} onRetry={reset} />
      <Button component="a" href="/" ml={20}>
        Reload the window
      </Button>
    </Page>
  );
}
