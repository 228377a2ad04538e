import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFile } from './find-file.ts';
import { type BenchRun, readRun } from './read-run.ts';
import { readTruth, type Truth } from './truth.ts';

/** A run whose causes are known. */
export interface KnownRun {
  readonly name: string;
  /** Another recording of a run that is there, too. */
  readonly isVariant: boolean;
  readonly run: BenchRun;
  readonly truth: Truth;
}

/** The same run recorded in other ways, where a set has them. */
const VARIANTS = [
  { suffix: '', har: 'requests.har', log: 'changes.v2.jsonl' },
  { suffix: ', request ids', har: 'requests.traceparent.har', log: 'changes.traceparent.v2.jsonl' },
  { suffix: ', skewed clock', har: 'requests.har', log: 'changes.skewed.v2.jsonl' },
  { suffix: ', whole seconds', har: 'requests.har', log: 'changes.seconds.v2.jsonl' },
];

/** The runs of a folder, one after the other: a folder for each, with both files and truth.json or input/ and truth/. */
export async function* knownRuns(folder: string): AsyncGenerator<KnownRun> {
  for (const name of readdirSync(folder).sort()) {
    const set = join(folder, name);
    for (const { suffix, har, log } of VARIANTS) {
      if (!has(set, har) || !has(set, log)) continue;
      const run = await readRun(findFile(set, 'input', har), findFile(set, 'input', log));
      const truth = readTruth(findFile(set, 'truth', 'truth.json'));
      yield { name: name + suffix, isVariant: suffix !== '', run, truth };
    }
  }
}

const has = (set: string, file: string): boolean =>
  [set, join(set, 'input')].some((place) => [file, `${file}.gz`].some((name) => existsSync(join(place, name))));
