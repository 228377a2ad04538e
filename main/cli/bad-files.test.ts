import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeZip, type ZipEntry } from '../../app/ingest/zip/zip-for-tests.ts';

const program = fileURLToPath(new URL('./index.ts', import.meta.url));
const sample = (name: string): Buffer =>
  gunzipSync(readFileSync(new URL(`../../samples/directus/${name}`, import.meta.url)));
const CAPTURES: readonly ZipEntry[] = [
  { name: 'requests.har', content: sample('requests.har.gz') },
  { name: 'changes.jsonl', content: sample('changes.jsonl.gz') },
];
const NOTE: ZipEntry = { name: 'notes.txt', content: 'Recorded on Monday, with Anna.\n' };

const folder = mkdtempSync(join(tmpdir(), 'bad-files-'));
const place = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

function audit(...files: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'audit', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('what lies in a ZIP beside captures is left out with a warning', () => {
  const { status, stdout, stderr } = audit(place('run.zip', makeZip([NOTE, ...CAPTURES])));
  expect(stderr).toMatch(/^run\.zip › notes\.txt: left out: The file begins with "Recorded on Monday/m);
  expect(stdout).toContain('requests');
  expect(status).toBe(0);
});

test('a ZIP with no capture in it, and a damaged capture in one, still fail', () => {
  const cut = { name: 'cut.har', content: sample('requests.har.gz').subarray(0, 50_000) };
  place('captures.zip', makeZip(CAPTURES));
  const nothing = audit('captures.zip', place('notes.zip', makeZip([NOTE, { ...NOTE, name: 'more.txt' }])));
  expect(nothing).toMatchObject({ status: 2, stdout: '' });
  expect(nothing.stderr).toMatch(/^notes\.zip › more\.txt: The file begins with .* \(byte 0\)$/m);
  const damaged = audit(place('cut.zip', makeZip([...CAPTURES, cut])));
  expect(damaged).toMatchObject({ status: 2, stdout: '' });
  expect(damaged.stderr).toMatch(/^cut\.zip › cut\.har: .* \(byte \d+\); --keep-damaged keeps/m);
});

test('what cannot be unpacked may be a capture: it refuses the ZIP for scripts, by its own name', () => {
  const locked = { name: 'locked.har', content: 'x', flags: 1 };
  const { status, stdout, stderr } = audit(place('locked.zip', makeZip([...CAPTURES, locked])));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^locked\.zip › locked\.har: Protected by a password\. Unpack the ZIP and drop this file\.$/m);
});

test('what refuses an import is named, and not what lies beside captures in another ZIP', () => {
  place('run.zip', makeZip([NOTE, ...CAPTURES]));
  const { status, stderr } = audit('run.zip', place('letter.txt', 'Dear all,\n'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^letter\.txt: The file begins with "Dear all/m);
  expect(stderr).not.toContain('run.zip');
});

test('a file that cannot be opened is named with the reason, and no place in it', () => {
  mkdirSync(join(folder, 'folder.har'));
  symlinkSync('loop.har', join(folder, 'loop.har'));
  place('letter.txt', 'Dear all,\n');
  const { status, stderr } = audit('missing.har', 'folder.har', 'letter.txt/inside.har', 'loop.har');
  expect(stderr.split('\n').filter((line) => line.includes('.har: '))).toEqual([
    'missing.har: There is no such file. Check the name and the folder.',
    'folder.har: This is a folder. Name the files in it.',
    'letter.txt/inside.har: There is no such file: what is named as its folder is a file. Check the name and the folder.',
    'loop.har: There is no such file: its link leads to itself. Name the file itself.',
  ]);
  expect(status).toBe(2);
});

test.skipIf(process.platform !== 'linux')('a disk that fails while a file is read is named', () => {
  // The kernel answers reading this file's beginning with an input/output error.
  expect(audit('/proc/self/mem').stderr).toContain(
    '/proc/self/mem: The disk reported an error while the file was read.',
  );
});

/** The superuser may read everything: then the program runs without that right, where the system can take it away. */
const WITHOUT_RIGHT = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search'];
const isRoot = process.getuid?.() === 0;
const canDrop = isRoot && spawnSync('setpriv', [...WITHOUT_RIGHT.slice(1), 'true']).status === 0;

test.skipIf(process.platform === 'win32' || (isRoot && !canDrop))('a file without permission is named', () => {
  chmodSync(join(folder, place('secret.har', '{}')), 0);
  const words = [...(canDrop ? WITHOUT_RIGHT : []), process.execPath, program, 'audit', 'secret.har'];
  const { stderr } = spawnSync(words[0] as string, words.slice(1), { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe(
    'Reading\nsecret.har: The file may not be read: permission denied. Change its permissions, or copy it.\n',
  );
});
