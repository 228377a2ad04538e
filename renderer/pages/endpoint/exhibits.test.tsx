import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Exhibit } from '../../../shared/views.ts';
import { Exhibits } from './exhibits.tsx';

const lost = (exchangeId: number, text = 'sets tagline again'): Exhibit => ({
  kind: 'sequence',
  title: 'A change is lost',
  constructed: false,
  steps: [{ who: 'web', call: 'PATCH /settings', text, exchangeId }],
});

test('exhibits that read the same stand once, until the others are asked for', () => {
  const shown = { all: new Set<number>(), now: undefined, onShow: () => {} };
  render(
    <MantineProvider>
      <Exhibits exhibits={[lost(1), lost(2), lost(3), lost(4, 'sets another column')]} shown={shown} />
    </MantineProvider>,
  );
  expect(screen.getAllByText('sets tagline again')).toHaveLength(1);
  expect(screen.getAllByText('sets another column')).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: '2 more like it' }));
  expect(screen.getAllByText('sets tagline again')).toHaveLength(3);
  expect(screen.queryByRole('button')).toBeNull();
});
