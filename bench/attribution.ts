import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ABLATIONS, type Ablation, PLOTTED } from './ablation.ts';
import { type Outcome, outcomeOf } from './answers.ts';
import { binsOf } from './calibration.ts';
import { drawCalibration, type Series } from './calibration-plot.ts';
import { scoreAnswers } from './score.ts';
import { type KnownRun, knownRuns } from './sets.ts';

/**
 * How often attribution is right on runs whose causes are known:
 *   npm run bench:attribution -- [FOLDER] [--set NAME] [--quality] [--plot FILE.svg]
 * FOLDER holds one folder per run, and is app/fixtures where none is given; `--set` takes the runs whose name holds the
 * word. `--quality` takes evidence away, `--plot` draws what was said against what was right, over all runs as recorded.
 */
const FIXTURES = fileURLToPath(new URL('../app/fixtures/', import.meta.url));
const COLUMNS = [
  'transactions',
  'right',
  'with values',
  'of these',
  'precision',
  'sure',
  'sure right',
  'calibration',
  'safe accused',
];

async function main(): Promise<void> {
  const options = {
    set: { type: 'string', default: '' },
    quality: { type: 'boolean', default: false },
    plot: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const recorded: KnownRun[] = [];
  console.log(row(['run', ...COLUMNS]));
  for await (const known of knownRuns(positionals[0] ?? FIXTURES)) {
    if (!known.name.includes(values.set)) continue;
    report(known, values.quality);
    if (!known.isVariant) recorded.push(known);
  }
  if (values.plot !== undefined)
    writeFileSync(values.plot, drawCalibration(PLOTTED.map((one) => calibrate(one, recorded))));
}

function report({ name, run, truth }: KnownRun, quality: boolean): void {
  const whole = figuresOf(outcomeOf(run, run, truth));
  console.log(row([name, ...whole]));
  if (!quality) return;
  for (const { name, strip } of ABLATIONS)
    console.log(row([`  ${name}`, ...figuresOf(outcomeOf(strip(run), run, truth))]));
  console.log(row(['  + keys', ...whole]));
}

function figuresOf({ answers }: Outcome): string[] {
  const score = scoreAnswers(answers);
  const { valuedShare, valuedAccuracy } = score;
  const shares = [
    score.accuracy,
    valuedShare,
    valuedAccuracy,
    score.precision,
    score.sureShare,
    score.sureRight,
    score.calibrationError,
  ];
  return [String(score.transactions), ...shares.map((share) => share.toFixed(3)), String(score.safeAccused)];
}

/** All runs together, as one line of the plot; also in figures. */
function calibrate({ name, strip }: Ablation, runs: readonly KnownRun[]): Series {
  const bins = binsOf(runs.flatMap(({ run, truth }) => outcomeOf(strip(run), run, truth).claims));
  console.log(`\n${name}\nsaid   right  of so many`);
  for (const { said, right, claims } of bins) console.log(`${said.toFixed(3)}  ${right.toFixed(3)}  ${claims}`);
  return { name, bins };
}

function row([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(38), ...cells.map((cell) => cell.padEnd(12))].join(' ').trimEnd();
}

await main();
