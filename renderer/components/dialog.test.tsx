import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { theme } from '../theme/theme.ts';
import { Dialog } from './dialog.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

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

test('what took the focus meanwhile keeps it when the dialog looks for it a moment later', () => {
  vi.useFakeTimers();
  render(
    <MantineProvider theme={theme}>
      <Dialog opened onClose={() => {}} title="Exception">
        <button type="button" data-autofocus>
          Telemetry only
        </button>
        <textarea aria-label="In your words" />
      </Dialog>
    </MantineProvider>,
  );
  expect(document.activeElement).toBe(screen.getByText('Telemetry only'));
  screen.getByLabelText('In your words').focus();
  vi.runAllTimers();
  expect(document.activeElement).toBe(screen.getByLabelText('In your words'));
});

test('the focus goes back to where it came from', () => {
  const shown = (opened: boolean) => (
    <MantineProvider theme={theme}>
      <button type="button">List</button>
      <Dialog opened={opened} onClose={() => {}} title="Saved views">
        <input data-autofocus aria-label="Name" />
      </Dialog>
    </MantineProvider>
  );
  const { rerender } = render(shown(false));
  screen.getByText('List').focus();
  rerender(shown(true));
  screen.getByLabelText('Close').focus();
  rerender(shown(false));
  expect(document.activeElement).toBe(screen.getByText('List'));
});
