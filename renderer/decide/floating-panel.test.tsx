// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { theme } from '../theme/theme.ts';
import { FloatingPanel } from './floating-panel.tsx';

afterEach(cleanup);

test('what is typed right after a panel was asked for goes into its field', () => {
  render(
    <MantineProvider theme={theme}>
      <FloatingPanel anchor={null} label="Not this request" width={340} onClose={() => {}}>
        <input data-autofocus aria-label="Why" />
      </FloatingPanel>
    </MantineProvider>,
  );
  expect(document.activeElement).toBe(screen.getByLabelText('Why'));
});
