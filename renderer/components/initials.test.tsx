import { expect, test } from 'vitest';
import { initialsOf } from './initials.tsx';

test.each([
  ['M. Keller', 'MK'],
  ['Anna Maria Diaz', 'AD'],
  ['rhea', 'RH'],
  ['x', 'X'],
])('%s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
