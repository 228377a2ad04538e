import { join } from 'node:path';
import { buildIfNeeded } from './build.ts';
import { findChromium } from './chromium.ts';
import { root } from './project.ts';
import { runChild } from './run-child.ts';

/**
 * Program: pictures of every page in both themes and two widths, without data and with the sample run, into
 * screenshots/, with an index.html to leaf through. `npm run screenshots -- inventory` takes only those of that name.
 */

const folder = join(root, 'screenshots');
await buildIfNeeded();
const { code } = await runChild({
  command: process.execPath,
  args: [join(root, 'e2e', 'screenshots', 'take.ts'), folder, ...process.argv.slice(2)],
  env: { ...process.env, E2E_CHROMIUM: findChromium() },
});
if (code === 0) console.log(`Leaf through them: ${join(folder, 'index.html')}`);
process.exitCode = code;
