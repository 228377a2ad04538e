// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeyLine } from '../components/key-line.tsx';
import { listenToKeys } from './key-listener.ts';
import type { Binding } from './registry.ts';
import { type KeysOptions, useKeys } from './use-keys.ts';

function Keys({ bindings, options }: { bindings: Binding[]; options?: KeysOptions }) {
  useKeys(bindings, options);
  return null;
}

const heard = vi.fn();
const key = (keys: string, more: Partial<Binding> = {}): Binding => ({
  keys,
  label: keys,
  run: () => heard(keys),
  ...more,
});
let singleKeys = true;
let stop = () => {};

beforeEach(() => {
  heard.mockClear();
  singleKeys = true;
  stop = listenToKeys({ singleKeys: () => singleKeys, onSequence: () => {} });
});
afterEach(() => {
  stop();
  cleanup();
});

const press = (name: string, target: Element = document.body, more = {}) =>
  fireEvent.keyDown(target, { key: name, ...more });

test('a key runs its binding, a sequence needs both keys', () => {
  render(<Keys bindings={[key('j'), key('g i')]} />);
  press('j');
  press('g');
  press('i');
  press('i');
  expect(heard.mock.calls.flat()).toEqual(['j', 'g i']);
});

test('fields, menus and Alt keep their keys', () => {
  render(
    <>
      <Keys bindings={[key('j'), key('Ctrl+Enter', { inText: true })]} />
      <input aria-label="filter" />
      <div role="menu">
        <button type="button" role="menuitem">
          Planned
        </button>
      </div>
    </>,
  );
  press('j', screen.getByLabelText('filter'));
  press('j', screen.getByRole('menuitem'));
  press('j', document.body, { altKey: true });
  expect(heard).not.toHaveBeenCalled();
  press('Enter', screen.getByLabelText('filter'), { ctrlKey: true });
  expect(heard).toHaveBeenCalledWith('Ctrl+Enter');
});

test('Enter belongs to the button that has the focus', () => {
  render(
    <>
      <Keys bindings={[key('Enter')]} />
      <button type="button">Undo</button>
    </>,
  );
  press('Enter', screen.getByRole('button'));
  expect(heard).not.toHaveBeenCalled();
  press('Enter');
  expect(heard).toHaveBeenCalledOnce();
});

test('an open dialog silences the page', () => {
  render(
    <>
      <Keys bindings={[key('j')]} />
      <Keys bindings={[key('1')]} options={{ inDialog: true }} />
      <div role="dialog" aria-modal="true" />
    </>,
  );
  press('j');
  press('1');
  expect(heard.mock.calls.flat()).toEqual(['1']);
});

test('the Esc that closes a dialog does nothing on the page behind it', () => {
  render(<Keys bindings={[key('Escape')]} />);
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-modal', 'true');
  document.body.append(dialog);
  document.body.addEventListener('keydown', () => dialog.remove(), { once: true });
  press('Escape');
  expect(heard).not.toHaveBeenCalled();
  press('Escape');
  expect(heard).toHaveBeenCalledOnce();
});

test('switched off, characters are left alone', () => {
  singleKeys = false;
  render(<Keys bindings={[key('j'), key('Escape')]} />);
  press('j');
  press('Escape');
  expect(heard.mock.calls.flat()).toEqual(['Escape']);
});

test('the newest function runs though the keys stay registered', () => {
  const { rerender } = render(<Keys bindings={[key('j', { run: () => heard('old') })]} />);
  rerender(<Keys bindings={[key('j', { run: () => heard('new') })]} />);
  press('j');
  expect(heard.mock.calls.flat()).toEqual(['new']);
});

function PressedBeforeItIsDrawn({ name }: { name: string }) {
  useLayoutEffect(() => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
  }, []);
  return <Keys bindings={[key('j', { run: () => heard(name) })]} />;
}

test('keys work as soon as their content is on screen, and no longer for what it replaced', () => {
  const { rerender } = render(<PressedBeforeItIsDrawn key="first" name="first" />);
  rerender(<PressedBeforeItIsDrawn key="second" name="second" />);
  expect(heard.mock.calls.flat()).toEqual(['first', 'second']);
});

test('the key line shows what works now: the page before the shell, nothing that is off or hidden', () => {
  render(
    <>
      <Keys bindings={[key('z', { label: 'undo' })]} options={{ everywhere: true }} />
      <Keys bindings={[key('j', { label: 'move' }), key('k', { label: 'move' }), key('x', { when: false })]} />
      <Keys bindings={[key('o', { line: false })]} />
      <KeyLine status="3 of 27" />
    </>,
  );
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['jkmove', 'zundo']);
});
