import { describe, expect, test, vi } from 'vitest';
import { isCharacterKey, shownCombo } from './combo.ts';
import { type Binding, type Layer, match, type Situation } from './registry.ts';

const plain: Situation = { pressed: '', inText: false, inDialog: false, singleKeys: true };
const bind = (keys: string, more: Partial<Binding> = {}): Binding => ({ keys, label: keys, run: vi.fn(), ...more });
const layer = (bindings: Binding[], inDialog = false): Layer => ({
  group: 'Here',
  everywhere: false,
  inDialog,
  bindings,
});

describe('match', () => {
  test('finds a binding and runs the newest layer first', () => {
    const [below, above] = [bind('j'), bind('j')];
    const found = match([layer([below]), layer([above])], { ...plain, pressed: 'j' });
    expect(found).toEqual({ run: above.run });
  });

  test('the first key of a sequence waits, the whole sequence runs', () => {
    const go = bind('g i');
    expect(match([layer([go])], { ...plain, pressed: 'g' })).toBe('prefix');
    expect(match([layer([go])], { ...plain, pressed: 'g i' })).toEqual({ run: go.run });
    expect(match([layer([go])], { ...plain, pressed: 'g x' })).toBeNull();
  });

  test('text fields keep their keys, except where a binding asks for them', () => {
    const keys = [layer([bind('j'), bind('Ctrl+Enter', { inText: true })])];
    expect(match(keys, { ...plain, pressed: 'j', inText: true })).toBeNull();
    expect(match(keys, { ...plain, pressed: 'Ctrl+Enter', inText: true })).not.toBeNull();
  });

  test('a dialog silences the page under it', () => {
    const keys = [layer([bind('j')]), layer([bind('1')], true)];
    expect(match(keys, { ...plain, pressed: 'j', inDialog: true })).toBeNull();
    expect(match(keys, { ...plain, pressed: '1', inDialog: true })).not.toBeNull();
  });

  test('switched off, characters do nothing while named keys still work', () => {
    const keys = [layer([bind('j'), bind('g i'), bind('Enter'), bind('Ctrl+k')])];
    const off = { ...plain, singleKeys: false };
    expect(match(keys, { ...off, pressed: 'j' })).toBeNull();
    expect(match(keys, { ...off, pressed: 'g' })).toBeNull();
    expect(match(keys, { ...off, pressed: 'Enter' })).not.toBeNull();
    expect(match(keys, { ...off, pressed: 'Ctrl+k' })).not.toBeNull();
  });

  test('a binding whose condition is false is not there', () => {
    expect(match([layer([bind('z', { when: false })])], { ...plain, pressed: 'z' })).toBeNull();
  });
});

test.each([
  ['j', true],
  ['Shift+z', true],
  ['?', true],
  ['Escape', false],
  ['Ctrl+k', false],
])('%s is a character key: %s', (combo, expected) => {
  expect(isCharacterKey(combo)).toBe(expected);
});

test.each([
  ['Ctrl+k', 'Ctrl K'],
  ['Shift+z', 'Shift Z'],
  ['Escape', 'Esc'],
  ['j', 'j'],
])('%s is shown as %s', (combo, shown) => {
  expect(shownCombo(combo)).toBe(shown);
});
