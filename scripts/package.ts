import { join } from 'node:path';
import { buildIfNeeded } from './build.ts';
import { root } from './project.ts';
import { runChild } from './run-child.ts';

/**
 * `npm run package [-- electron-builder arguments]`: packages the desktop app into dist/.
 * ELECTRON_DIST names an unpacked Electron to package instead of the downloaded one.
 */

await buildIfNeeded();
const { ELECTRON_DIST } = process.env;
// Electron 45 has this fuse; one given by hand may be older, and then setting it fails the build.
const electron = ELECTRON_DIST
  ? [`-c.electronDist=${ELECTRON_DIST}`]
  : ['-c.electronFuses.grantFileProtocolExtraPrivileges=false'];
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const { code } = await runChild({
  command: process.execPath,
  args: [builder, '--config', join(root, 'electron-builder.yml'), ...electron, ...process.argv.slice(2)],
});
process.exitCode = code;
