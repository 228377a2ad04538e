import { type Found, foundBy, PAIRS, type Pair, tablesOf } from '../app/golden-for-tests.ts';

/** `npm run bench:pairs`: what each recorder of requests proves with each log of changes, as docs/formats.md shows it. */

const found = new Map<Pair, Found>();
for (const pair of PAIRS) found.set(pair, await foundBy(pair));
const { answers, rules } = tablesOf(found);
console.log(`${answers}\n\n${rules}`);
