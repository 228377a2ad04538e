import { existsSync, writeFileSync } from 'node:fs';
import { type Baseline, baselineSchema, type CheckResult, EMPTY_BASELINE } from '../../shared/baseline.ts';
import { formatCount, plural } from '../../shared/text.ts';
import { visible } from '../../shared/visible.ts';
import { importFiles, requireFolder } from './audit.ts';
import { reportFailure } from './failed-check.ts';
import { InputError } from './input-error.ts';
import { readJsonFile } from './json-file.ts';
import { withEngine } from './local-engine.ts';
import { nothingJudged } from './summary.ts';

export interface CheckOptions {
  readonly baseline?: string;
  readonly policy?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly updateBaseline?: boolean;
  readonly addNew?: boolean;
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly keepDamaged?: boolean;
  readonly quiet?: boolean;
}

/**
 * Judges the files as one run and holds its findings against the baseline.
 * @returns whether nothing is new and nothing expired
 * @throws InputError for files that cannot be used, and where nothing could be judged: silence is not a pass
 */
export async function check(files: readonly string[], options: CheckOptions): Promise<boolean> {
  for (const file of [options.junit, options.sarif, options.baseline]) requireFolder(file);
  try {
    return await checkFiles(files, options);
  } catch (error) {
    reportFailure(options, error);
    throw error;
  }
}

async function checkFiles(files: readonly string[], options: CheckOptions): Promise<boolean> {
  const accept = readAcceptance(options);
  const baseline = readBaseline(options);
  let passed = false;
  await withEngine(undefined, async ({ calls }) => {
    const id = await importFiles(calls, files, options);
    const result = await calls.check.query({ id, baseline, accept });
    if (result.judged === 0) throw new InputError(visible(nothingJudged(await calls.report.query({ id }))));
    if (options.junit !== undefined) writeFileSync(options.junit, result.junit);
    if (options.sarif !== undefined) writeFileSync(options.sarif, result.sarif);
    if (options.baseline !== undefined && mayWrite(options)) writeBaseline(options.baseline, result.next);
    passed = options.addNew === true || result.fresh.length + result.expired.length === 0;
    console.log(checkSummary(result, options));
  });
  return passed;
}

const mayWrite = ({ updateBaseline, addNew }: CheckOptions): boolean => updateBaseline === true || addNew === true;

const writeBaseline = (file: string, baseline: Baseline): void =>
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);

/** What new findings are accepted with. @throws InputError where a reason or the file to keep it in is missing */
function readAcceptance({ addNew, reason, owner, until, baseline }: CheckOptions) {
  if (!addNew) return null;
  if (!reason?.trim()) throw new InputError('--add-new needs --reason: why are they accepted?');
  if (baseline === undefined) throw new InputError('--add-new needs --baseline: where are they kept?');
  if (until !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(until))
    throw new InputError(`--until ${until}: not a date as 2027-01-31`);
  if (until !== undefined && until < new Date().toISOString().slice(0, 10))
    throw new InputError(`--until ${until}: this day has passed; it is the last one on which they are accepted`);
  return { reason, owner: owner ?? null, until: until ?? null };
}

/** @throws InputError when the file is missing, unless it is to be made now, or is no baseline */
function readBaseline({ baseline: path, addNew }: CheckOptions): Baseline {
  if (path === undefined || (addNew && !existsSync(path))) return EMPTY_BASELINE;
  if (!existsSync(path)) throw new InputError(`${path}: is not there; --add-new --reason TEXT makes it`);
  return readJsonFile(path, 'a baseline', baselineSchema);
}

/** What changed against the baseline, for a terminal; nothing of what is accepted but its number. */
function checkSummary(result: CheckResult, options: CheckOptions): string {
  const { fresh, expired, gone, untold } = result;
  const word = options.addNew ? 'Added' : 'New';
  return [
    headline(result),
    ...fresh.flatMap((each) => ['', `  ${word}  ${each.call}  (${each.origin})`, `    ${each.rule}: ${each.summary}`]),
    ...expired.flatMap((each) => [
      '',
      `  ${options.addNew ? 'Renewed' : 'Expired'}  ${each.call}  (${each.origin})`,
      `    ${each.rule}: accepted until ${each.until}. ${each.summary}`,
    ]),
    ...section(options.updateBaseline || options.addNew ? 'Removed from the baseline' : 'No longer needed', gone),
    ...section('Could not be told in this run; kept', untold),
    ...(gone.length > 0 && !mayWrite(options) ? ['', '--update-baseline removes what is no longer needed.'] : []),
  ]
    .map(visible)
    .join('\n');
}

function headline({ judged, broken, fresh, expired, accepted }: CheckResult): string {
  const endpoints = `${formatCount(judged)} ${plural(judged, 'endpoint')} judged`;
  const parts = [`${fresh.length} new`, `${expired.length} expired`, `${accepted} accepted`];
  return `${endpoints}, ${formatCount(broken)} ${plural(broken, 'finding')} broken: ${parts.join(', ')}.`;
}

const section = (title: string, entries: readonly { readonly key: string }[]): string[] =>
  entries.length === 0 ? [] : ['', `  ${title}:`, ...entries.map(({ key }) => `    ${key}`)];
