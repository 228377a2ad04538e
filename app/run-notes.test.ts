import { expect, test } from 'vitest';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

test('a note on a run is kept, undone, and stays behind when its run goes', async () => {
  const engine = openTestEngine();
  const files = fixtureFiles('directus-serial-api');
  await importPaths(engine, files);
  const notes = () => engine.runs().map(({ id, note }) => [id, note]);
  expect(notes()).toEqual([[1, '']]);
  engine.setRunNote({ id: 1, text: 'Before the fix of the webhook' });
  engine.setRunNote({ id: 1, text: 'Before the fix' });
  expect(notes()).toEqual([[1, 'Before the fix']]);
  expect(engine.undo()).toBe('Note on run 1');
  expect(notes()).toEqual([[1, 'Before the fix of the webhook']]);
  expect(() => engine.setRunNote({ id: 9, text: 'x' })).toThrow('This run is not in this workspace');

  // Its number is given again, to another run.
  await engine.removeRun(1);
  await importPaths(engine, files);
  expect(notes()).toEqual([[1, '']]);
  await engine.close();
});
