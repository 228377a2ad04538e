import type { RuleText } from '../../shared/rule-views.ts';
import { plural } from '../../shared/text.ts';
import { InputError } from './input-error.ts';
import { withEngine } from './local-engine.ts';

/** Prints every rule with what it asks, one line each. */
export async function listRules(): Promise<void> {
  const rules = await readRules();
  const width = Math.max(...rules.map((rule) => rule.id.length));
  console.log(rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}`).join('\n'));
}

/** Prints what a rule asks, why, where that comes from, what to do, and an example. @throws InputError for no rule. */
export async function explainRule(id: string): Promise<void> {
  const rules = await readRules();
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new InputError(`${id}: not a rule; there are ${rules.map((each) => each.id).join(', ')}`);
  console.log(explain(rule));
}

const readRules = (): Promise<RuleText[]> => {
  let rules: RuleText[] = [];
  return withEngine(undefined, async ({ calls }) => {
    rules = await calls.rules.query();
  }).then(() => rules);
};

/** A rule's text for a terminal, at most 88 columns wide. */
export function explain(rule: RuleText): string {
  const parts: [heading: string, text: string][] = [
    ['Broken when', rule.what],
    ['Why it matters', rule.why],
    ['What to do', rule.remedy],
    ['Where it comes from', rule.source],
  ];
  return [
    `${rule.title}  (${rule.id}, ${rule.severity})`,
    ...parts.map(([heading, text]) => `${heading}\n${indented(wrapped(text))}`),
    `Example\n${indented(rule.example)}`,
    `${plural(rule.thresholds.length, 'Threshold')} (policy: rules.${rule.id}.thresholds)\n${indented(thresholdLines(rule))}`,
    `Switch it off in a policy: { "rules": { "${rule.id}": { "off": true } } }`,
  ].join('\n\n');
}

const thresholdLines = ({ thresholds }: RuleText): string =>
  thresholds.map(({ name, value, about }) => `${name} = ${value}: ${about}`).join('\n') || 'none';

const indented = (text: string): string => text.replace(/^/gm, '  ');

const WIDTH = 86;

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
