import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from './open-workspace.ts';

test.skipIf(process.platform === 'win32')('a folder that is made for a workspace is its owner’s alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-workspace-'));
  try {
    const engine = openWorkspace(join(folder, 'new', 'workspace.audit'), import.meta.url);
    await engine.close();
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
