import { expect, test } from 'vitest';
import { attributingSentence, trustSentence } from './trust-bar.tsx';

const links = { run: 7, transactions: 4286, linked: 4117, background: 128, undecided: 41 };

test.each([
  [links, '41 not told apart of 4,286 transactions; 128 are background'],
  [{ ...links, linked: 4158, background: 1, undecided: 0 }, 'All told apart of 4,286 transactions; 1 is background'],
  [{ ...links, linked: 4285, background: 0, undecided: 1 }, '1 not told apart of 4,286 transactions'],
  [{ ...links, linked: 4286, background: 0, undecided: 0 }, 'All linked of 4,286 transactions'],
])('says what could not be told', (counts, sentence) => {
  expect(trustSentence(counts).join(' ')).toBe(sentence);
});

test('a run without a change log says so', () => {
  const none = { run: 1, transactions: 0, linked: 0, background: 0, undecided: 0 };
  expect(trustSentence(none)[0]).toBe('No transactions');
});

test.each([
  [undefined, null],
  [{ runs: [], failed: null }, null],
  [{ runs: [4], failed: null }, 'Linking run 4 again…'],
  [{ runs: [4, 7, 9], failed: null }, 'Linking run 4 again, then 2 more…'],
  [{ runs: [], failed: 'disk full' }, 'Links could not be made again: disk full'],
])('what is linked again: %j', (state, sentence) => {
  expect(attributingSentence(state)).toBe(sentence);
});
