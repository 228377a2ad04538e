import { describe, expect, test } from 'vitest';
import { uploadFile } from './upload.ts';

const MIB = 1024 * 1024;

async function sentFor(size: number) {
  const sent: { bytes: number; last: boolean }[] = [];
  const upload = async (_importId: string, _fileId: string, bytes: Uint8Array, last: boolean) => {
    sent.push({ bytes: bytes.length, last });
  };
  await uploadFile(upload, { importId: 'i', fileId: 'f' }, new Blob([new Uint8Array(size)]), () => true);
  return sent;
}

describe('uploadFile', () => {
  test('cuts at 4 MiB and marks only the last slice', async () => {
    expect(await sentFor(9 * MIB)).toEqual([
      { bytes: 4 * MIB, last: false },
      { bytes: 4 * MIB, last: false },
      { bytes: MIB, last: true },
    ]);
  });

  test('a whole number of slices has no empty one at the end', async () => {
    expect(await sentFor(4 * MIB)).toEqual([{ bytes: 4 * MIB, last: true }]);
  });

  test('an empty file still ends', async () => {
    expect(await sentFor(0)).toEqual([{ bytes: 0, last: true }]);
  });

  test('stops at the next slice once it is not wanted', async () => {
    let slices = 0;
    const upload = async () => {
      slices += 1;
    };
    await uploadFile(upload, { importId: 'i', fileId: 'f' }, new Blob([new Uint8Array(9 * MIB)]), () => slices < 1);
    expect(slices).toBe(1);
  });
});
