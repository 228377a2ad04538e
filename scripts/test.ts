import { check } from './check.ts';
import { add, closingLine } from './counts.ts';
import { e2e } from './e2e.ts';

/** `npm test`: every check, then the built product in its hosts. The last line counts what ran. */

let counts = await check();
if (counts.failed === 0) counts = add(counts, await e2e([]));
console.log(closingLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
