import { expect, test } from 'vitest';
import { entriesOf } from './key-line.tsx';

const run = () => {};

test('neighbours with one label share an entry, others do not', () => {
  const entries = entriesOf([
    { keys: 'j', label: 'move', run },
    { keys: 'k', label: 'move', run },
    { keys: 'x', label: 'select', run },
  ]);
  expect(entries).toEqual([
    { label: 'move', keys: ['j', 'k'] },
    { label: 'select', keys: ['x'] },
  ]);
});
