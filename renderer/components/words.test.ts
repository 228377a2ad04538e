import { expect, test } from 'vitest';
import { z } from 'zod';
import { messageOf } from './words.ts';

test('a reason in words stays, a list of faults is said plainly', () => {
  const { error } = z.object({ day: z.string().max(10) }).safeParse({ day: '120261-01-01' });
  expect(messageOf(new Error('The workspace is read-only.'))).toBe('The workspace is read-only.');
  expect(messageOf(new Error(error?.message))).toBe('What was given has not the form that is asked for.');
  expect(messageOf('?')).toBe('It did not work, and no reason was given.');
});
