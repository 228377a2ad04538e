import { Command, CommanderError } from 'commander';
import { WorkspaceError } from '../../app/engine.ts';
import { type AuditOptions, audit, auditSample } from './audit.ts';
import { type CheckOptions, check } from './check.ts';
import { InputError } from './input-error.ts';
import { writeTemplates } from './notes.ts';
import { explainRule, listRules } from './rules.ts';

/**
 * Exit codes: 0 it ran, findings or not; 1 `check` found what the baseline does not accept; 2 bad usage, or input that
 * could not be read; 3 a fault of the program.
 */

const program = new Command('endpoint-audit')
  .description('Finds HTTP endpoints that change database rows when they should not, and proves it.')
  .exitOverride()
  .showHelpAfterError('(--help shows what there is)')
  .addHelpText(
    'after',
    `
Example: endpoint-audit audit requests.har changes.jsonl

Exit code: 0 it ran, 1 check found what the baseline does not accept, 2 bad usage or input, 3 a fault of the program.
What is read, and how to record it: docs/formats.md.`,
  );

program
  .command('audit')
  .description('judge captures: HAR files and change logs of one run, in any order')
  .argument('<files...>', 'HAR and change log files, plain, gzipped or in a ZIP')
  .option('--workspace <file>', 'keep everything in this workspace; without it nothing is kept')
  .option('--policy <file>', 'table classes, routes and rule thresholds, as JSON')
  .option('--json <file>', 'write the full report')
  .option('--links <file>', 'write one line for each transaction: which exchange caused it')
  .option('--notes <file>', 'write migration notes, as HTML where the name ends in .html, else as Markdown')
  .option(
    '--filter <text>',
    'only notes of findings that this leaves, as on the Notes page: "status:planned client:web"',
  )
  .option('--since <file>', 'tell in the notes what changed since these earlier ones')
  .option('--templates <folder>', 'take the form of the notes from templates in this folder')
  .option('--openapi <file>', 'write the proposed calls as OpenAPI 3.1')
  .option('--tests <folder>', 'write regression tests into this folder')
  .option('--list <file>', 'write the findings, as .csv, .json, .sarif or .md by the name')
  .option('--summary <file>', 'write how things stand as one HTML page')
  .option('--keep-damaged', 'keep the whole records of a damaged file')
  .option('--quiet', 'no summary and no progress')
  .action((files: string[], options: AuditOptions) => audit(files, options));

program
  .command('check')
  .description('for CI: judge captures and fail on findings that the baseline does not accept')
  .argument('<files...>', 'HAR and change log files of one run, plain, gzipped or in a ZIP')
  .option('--baseline <file>', 'accepted findings, as JSON; without it none is')
  .option('--update-baseline', 'remove from the baseline what is gone; it never grows')
  .option('--add-new', 'add to the baseline what is new, with --reason')
  .option('--reason <text>', 'why new findings are accepted')
  .option('--owner <name>', 'who looks after them')
  .option('--until <date>', 'the last day on which they are accepted, as 2027-01-31')
  .option('--junit <file>', 'write JUnit XML')
  .option('--sarif <file>', 'write SARIF 2.1.0')
  .option('--policy <file>', 'table classes, routes and rule thresholds, as JSON')
  .option('--keep-damaged', 'keep the whole records of a damaged file')
  .option('--quiet', 'no progress')
  .action(async (files: string[], options: CheckOptions) => {
    if (!(await check(files, options))) process.exitCode = 1;
  });

program
  .command('sample')
  .description('judge the run that ships with the program')
  .option('--workspace <file>', 'keep it in this workspace')
  .action((options: { workspace?: string }) => auditSample(options.workspace));

program
  .command('templates')
  .description('write the templates of the notes into a folder, to change them')
  .argument('<folder>', 'where no template lies yet')
  .action((folder: string) => writeTemplates(folder));

program
  .command('rules')
  .description('list the rules, one line each')
  .action(() => listRules());

program
  .command('explain')
  .description('what a rule asks, why, and what to do')
  .argument('<rule>', 'a rule as `rules` lists it')
  .action((rule: string) => explainRule(rule));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  return error instanceof InputError || error instanceof WorkspaceError ? 2 : 3;
}
