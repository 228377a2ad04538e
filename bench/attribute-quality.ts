import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { outcomeOf } from './answers.ts';
import { findFile } from './find-file.ts';
import { readRun } from './read-run.ts';
import { type Score, scoreAnswers } from './score.ts';
import { readTruth } from './truth.ts';

/**
 * How well attribution does on a run whose causes are known:
 *   node bench/attribute-quality.ts FOLDER [--har requests.har] [--log changes.v2.jsonl] [--without 0.3]
 * FOLDER holds both files and truth.json, or input/ and truth/ with them; each may be gzipped.
 * `--without` leaves out that share of the requests: their writes must then be left to nobody.
 */
export interface Measured {
  readonly score: Score;
  readonly ms: number;
}

export async function measure(folder: string, har: string, log: string, without: number): Promise<Measured> {
  const whole = await readRun(findFile(folder, 'input', har), findFile(folder, 'input', log));
  const run = { ...whole, exchanges: whole.exchanges.filter(({ id }) => !isLeftOut(id, without)) };
  const from = performance.now();
  const { answers } = outcomeOf(run, run, readTruth(findFile(folder, 'truth', 'truth.json')));
  return { score: scoreAnswers(answers), ms: performance.now() - from };
}

/** Always the same ones: a multiplicative hash spreads the positions evenly. */
const isLeftOut = (position: number, share: number) => ((position * 2_654_435_761) % 2 ** 32) / 2 ** 32 < share;

async function main(): Promise<void> {
  const options = { har: { type: 'string' }, log: { type: 'string' }, without: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('usage: attribute-quality.ts FOLDER [--har F] [--log F] [--without SHARE]');
  const { har = 'requests.har', log = 'changes.v2.jsonl', without = '0' } = values;
  const { score, ms } = await measure(folder, har, log, Number(without));
  for (const [name, value] of Object.entries(score))
    console.log(`${name.padEnd(18)} ${Number.isInteger(value) ? value : value.toFixed(4)}`);
  console.log(`${'milliseconds'.padEnd(18)} ${Math.round(ms)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
