import { ruleWords } from '../../shared/text.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { RuleId } from '../../shared/words.ts';

/** `[GET /flows/trigger/{id}: safe method writes](address)`, for where Markdown is pasted; a route ends no link. */
export function findingLink({ method, route }: EndpointName, rule: RuleId | undefined, address: string): string {
  const about = rule === undefined ? '' : `: ${ruleWords(rule)}`;
  return `[${`${method} ${route}${about}`.replace(/[\\[\]]/g, '\\$&')}](${address})`;
}
