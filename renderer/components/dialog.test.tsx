import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { theme } from '../theme/theme.ts';
import { Dialog } from './dialog.tsx';

afterEach(cleanup);

test('a dialog takes keys as soon as it is opened', () => {
  const shown = (opened: boolean) => (
    <MantineProvider theme={theme}>
      <Dialog opened={opened} onClose={() => {}} title="Saved views">
        <input data-autofocus aria-label="Name" />
      </Dialog>
    </MantineProvider>
  );
  const { rerender } = render(shown(false));
  rerender(shown(true));
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
});
