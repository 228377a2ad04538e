import type { EndpointName } from '../../shared/views.ts';
import type { RuleId } from '../../shared/words.ts';
import type { Dossier, Judgement, Rule } from './rule.ts';
import { RULES } from './rules/registry.ts';

export interface Inapplicable {
  readonly rule: RuleId;
  readonly title: string;
  readonly why: string;
}

/** What every rule says of one endpoint. */
export interface EndpointJudgement {
  readonly judged: readonly { readonly rule: RuleId; readonly judgement: Judgement }[];
  readonly notApplicable: readonly Inapplicable[];
}

export function judgeEndpoint(dossier: Dossier): EndpointJudgement {
  const rules = RULES.filter((rule) => rule.appliesTo(dossier.endpoint) === true);
  return {
    judged: rules.map((rule) => ({ rule: rule.id, judgement: rule.judge(dossier) })),
    notApplicable: inapplicableRules(dossier.endpoint),
  };
}

/** Rules that do not apply to an endpoint, with the reason. */
export const inapplicableRules = (endpoint: EndpointName): Inapplicable[] =>
  RULES.flatMap((rule) => {
    const applies = rule.appliesTo(endpoint);
    return applies === true ? [] : [{ rule: rule.id, title: rule.title, why: applies.why }];
  });

/** Throws for an id without a rule: every id of the vocabulary has one. */
export function findRule(id: RuleId): Rule {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}
