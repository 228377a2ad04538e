import { expect, test } from 'vitest';
import { createPrepared } from './pieces.ts';
import { openDatabase } from './store/database.ts';
import { createPatched } from './store/decisions-seen.ts';

/** An answer of a workspace that changes while the first one is made, so that it cannot be made to its end. */
function changing() {
  let version = 'before';
  return {
    version: () => version,
    *make(): Generator<void, string, void> {
      yield;
      if (version === 'after') return 'whole';
      version = 'after';
      throw new Error('a finding is gone');
    },
  };
}

/** One that fails whatever happens. */
const failing = {
  version: () => 'the same',
  // biome-ignore lint/correctness/useYield: it fails before it could rest.
  *make(): Generator<void, string, void> {
    throw new Error('the disk cannot be read');
  },
};

test('an answer is made anew where the workspace changed while it was made, and it failed for that', async () => {
  const { version, make } = changing();
  const prepared = createPrepared(version, make);
  await prepared.prepare();
  expect(prepared.now()).toBe('whole');
  const other = changing();
  expect(createPrepared(other.version, other.make).now()).toBe('whole');
});

test('what fails for another reason is told', async () => {
  const prepared = createPrepared(failing.version, failing.make);
  await expect(prepared.prepare()).rejects.toThrow('the disk cannot be read');
  expect(() => prepared.now()).toThrow('the disk cannot be read');
});

test('the same for what decisions change in places', () => {
  const db = openDatabase(':memory:');
  const patch = (kept: string) => kept;
  const patchedOf = ({ version, make }: ReturnType<typeof changing>) =>
    createPatched(db, { basis: version, make, patch });
  const patched = patchedOf(changing());
  expect([...patched.prepare()]).toHaveLength(2);
  expect(patched.now()).toBe('whole');
  expect(patchedOf(changing()).now()).toBe('whole');
  expect(() => patchedOf(failing).now()).toThrow('the disk cannot be read');
  expect(() => [...patchedOf(failing).prepare()]).toThrow('the disk cannot be read');
  db.close();
});
