import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attribute } from '../app/attribute/attribute.ts';
import { type Accused, judgeCase } from './accused.ts';
import { findFile } from './find-file.ts';
import { readRun } from './read-run.ts';
import { type Score, scoreAnswers } from './score.ts';
import { COMMON_CASES, endpointCases, type Material, mix, type StressCase, shortName } from './stress-cases.ts';
import { readTruth } from './truth.ts';

/**
 * How attribution stands what real captures suffer: runs whose causes are known are thinned out, skewed, mixed …
 *   node bench/stress.ts FOLDER [--run NAME] [--case WORDS]
 * FOLDER holds one folder per run, each with input/ and truth/. `--run` and `--case` take those whose name holds the words.
 */
async function main(): Promise<void> {
  const options = { run: { type: 'string', default: '' }, case: { type: 'string', default: '' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('usage: stress.ts FOLDER [--run NAME] [--case WORDS]');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'input')));
  console.log(row(['run', 'case', 'right', 'sure', 'sureRight', 'calib', 's', 'GETs accused: right/wrong/missed']));
  for (const name of names.filter((each) => each.includes(values.run))) {
    const material = await load(join(folder, name));
    const other = names.findLast((each) => each !== name) ?? name;
    const cases = [...COMMON_CASES, ...endpointCases(material), await mixed(join(folder, other))];
    for (const each of cases) if (each.name.includes(values.case)) report(name, each, material);
  }
}

async function load(path: string): Promise<Material> {
  const run = await readRun(findFile(path, 'input', 'requests.har'), findFile(path, 'input', 'changes.v2.jsonl'));
  const truth = readTruth(findFile(path, 'truth', 'truth.json'));
  const known = new Set(run.exchanges.map(({ id }) => id));
  const causes = run.sourceIds.map((sourceId, id) => {
    const cause = truth.get(sourceId) ?? null;
    return [id, cause !== null && known.has(cause) ? cause : null] as const;
  });
  return { ...run, causes: new Map(causes) };
}

/** The run beside another application's. */
async function mixed(path: string): Promise<StressCase> {
  const other = await load(path);
  return { name: 'two applications', derive: (material) => mix(material, other) };
}

function report(run: string, { name, derive }: StressCase, whole: Material): void {
  const material = derive(whole);
  const from = performance.now();
  const { links } = attribute(material);
  const seconds = (performance.now() - from) / 1000;
  const safe = new Map(material.exchanges.map((exchange) => [exchange.id, exchange.safe]));
  const score = scoreAnswers(
    links.map(({ transactionId, exchangeId, probability }) => ({
      claim: exchangeId,
      truth: material.causes.get(transactionId) ?? null,
      probability,
      isSafe: exchangeId !== null && (safe.get(exchangeId) ?? false),
      isValued: false,
    })),
  );
  console.log(row([run, name, ...figures(score), seconds.toFixed(1), accusations(judgeCase(material, links))]));
}

const figures = ({ accuracy, sureShare, sureRight, calibrationError }: Score): string[] =>
  [accuracy, sureShare, sureRight, calibrationError].map((figure) => figure.toFixed(4));

function accusations({ rightly, wrongly, missed }: Accused): string {
  const names = [...wrongly.map((name) => `NOT ${shortName(name)}`), ...missed.map((name) => `but ${shortName(name)}`)];
  return [`${rightly.length}/${wrongly.length}/${missed.length}`, ...names].join(' ');
}

function row([run = '', name = '', ...rest]: readonly string[]): string {
  return [run.padEnd(24), name.padEnd(34), ...rest.map((cell) => cell.padEnd(9))].join(' ').trimEnd();
}

await main();
