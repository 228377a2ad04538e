import type { Policy } from '../../shared/inputs.ts';
import type { RuleText } from '../../shared/rule-views.ts';
import { RULE_LABELS } from '../../shared/text.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { RuleId, Severity } from '../../shared/words.ts';
import type { Dossier, Judgement, Limits, Rule } from './rule.ts';
import { RULES } from './rules/registry.ts';

export interface Inapplicable {
  readonly rule: RuleId;
  readonly title: string;
  readonly why: string;
}

/** What a policy says of rules. */
export type RulePolicies = Policy['rules'];

const OFF = 'Switched off by the policy.';

/** What every rule that applies, and that the policy does not switch off, says of one endpoint; one by one. */
export function* judgeEndpoint(
  dossier: Dossier,
  policies: RulePolicies,
): Generator<{ readonly rule: RuleId; readonly judgement: Judgement }> {
  for (const rule of RULES)
    if (!policies[rule.id]?.off && rule.appliesTo(dossier.endpoint) === true)
      yield { rule: rule.id, judgement: rule.judge(dossier, limitsOf(rule, policies)) };
}

/** Rules that do not judge an endpoint, with the reason. */
export const inapplicableRules = (endpoint: EndpointName, policies: RulePolicies): Inapplicable[] =>
  RULES.flatMap((rule) => {
    const applies = rule.appliesTo(endpoint);
    const why = applies === true ? (policies[rule.id]?.off ? OFF : null) : applies.why;
    return why === null ? [] : [{ rule: rule.id, title: rule.title, why }];
  });

/** A rule's thresholds, those of the policy first. */
export function limitsOf(rule: Rule, policies: RulePolicies): Limits {
  const own = Object.entries(rule.thresholds).map(([name, threshold]) => [name, threshold.value]);
  return { ...Object.fromEntries(own), ...policies[rule.id]?.thresholds };
}

/** The first threshold of a policy that its rule does not have, in words; null where all are known. */
export function unknownThreshold(policies: RulePolicies): string | null {
  for (const rule of RULES) {
    const name = Object.keys(policies[rule.id]?.thresholds ?? {}).find((each) => !Object.hasOwn(rule.thresholds, each));
    if (name === undefined) continue;
    const known = Object.keys(rule.thresholds).join(', ') || 'none';
    return `rule ${rule.id} has no threshold "${name}"; it has: ${known}`;
  }
  return null;
}

/** Throws for an id without a rule: every id of the vocabulary has one. */
export function findRule(id: RuleId): Rule {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** How bad it is: as the judgement says, or else its rule. */
export const severityOf = (rule: RuleId, judgement: Pick<Judgement, 'severity'>): Severity =>
  judgement.severity ?? findRule(rule).severity;

/** Every rule as people read of it. */
export const ruleTexts = (): RuleText[] =>
  RULES.map(({ appliesTo, judge, thresholds, ...rule }) => ({
    ...rule,
    label: RULE_LABELS[rule.id],
    thresholds: Object.entries(thresholds).map(([name, threshold]) => ({ name, ...threshold })),
  }));
