import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAnswers } from './answers.ts';
import { openDatabase } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';

test('an answer is computed once, and again after a write of this or of another connection', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'answers-')), 'w.audit');
  const [ours, theirs] = [openDatabase(file), openDatabase(file)];
  const answers = createAnswers(ours);
  let computed = 0;
  const person = () =>
    answers('person', () => {
      computed++;
      return readSetting(ours, 'person');
    });
  expect([person(), person(), computed]).toEqual([null, null, 1]);
  writeSetting(ours, 'person', 'A. Diaz');
  expect([person(), person(), computed]).toEqual(['A. Diaz', 'A. Diaz', 2]);
  writeSetting(theirs, 'person', 'M. Keller');
  expect([person(), person(), computed]).toEqual(['M. Keller', 'M. Keller', 3]);
  ours.close();
  theirs.close();
});
