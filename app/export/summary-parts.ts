import { ageWords, needEnd, needWords, PART_NAMES, type StepPart } from '../../shared/overview-text.ts';
import type { Overview, OverviewStep } from '../../shared/overview-views.ts';
import { formatCount, plural, RULE_LABELS, STATUS_LABELS, VERDICT_LABELS } from '../../shared/text.ts';
import type { EndpointName, FindingRow } from '../../shared/views.ts';
import { html, type Markup, NOTHING } from './markup.ts';

/** The sections of the summary, each a question with its answer as a table. */

/** `21 November 2026`. */
export const dayOf = (atMs: number): string =>
  new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const section = (title: string, note: string, content: Markup): Markup =>
  html`<section><h2>${title}</h2><p>${note}</p>${content}</section>`;

const PARTS = Object.keys(PART_NAMES) as StepPart[];

const piece = (of: string, n: number, most: number): Markup =>
  n === 0 ? NOTHING : html`<i class="${of}" style="width: ${((100 * n) / most).toFixed(1)}%"></i>`;

const totalOf = (step: OverviewStep): number => PARTS.reduce((sum, part) => sum + step[part], 0);

/** How many findings are left after each run, newest first. */
export function leftSection(steps: readonly OverviewStep[]): Markup {
  const most = Math.max(1, ...steps.map(totalOf));
  const legend = PARTS.map((part) => html`<li><i class="${part}"></i>${PART_NAMES[part]}</li>`);
  const rows = steps.toReversed().map(
    (step) => html`<tr><th scope="row">Run ${step.id}, ${dayOf(step.atMs)}</th>
<td class="bar"><span class="stack">${PARTS.map((part) => piece(part, step[part], most))}</span></td>
${PARTS.map((part) => html`<td class="n">${formatCount(step[part])}</td>`)}</tr>`,
  );
  return section(
    'What is left?',
    'Findings after each run, in the order of their traffic, unsure ones left out. Not seen never counts as fixed.',
    html`<ul class="legend">${legend}</ul><table><thead><tr><th scope="col">After</th><td></td>
${PARTS.map((part) => html`<th scope="col" class="n">${PART_NAMES[part]}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

export function rulesSection(rules: Overview['rules']): Markup {
  if (rules.length === 0) return NOTHING;
  const most = Math.max(1, ...rules.map(({ open, unsure }) => open + unsure));
  const rows = rules.map(
    ({ rule, open, unsure }) => html`<tr><th scope="row">${RULE_LABELS[rule]}</th>
<td class="bar"><span class="stack">${piece('broken', open, most)}${piece('unsure', unsure, most)}</span></td>
<td class="n">${formatCount(open)}</td><td class="n">${formatCount(unsure)}</td></tr>`,
  );
  return section(
    'Which rules are broken?',
    'Open findings; striped is unsure.',
    html`<table><thead><tr><th scope="col">Rule</th><td></td><th scope="col" class="n">Open</th>
<th scope="col" class="n">Unsure</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

export function waitingSection(waiting: Overview['waiting']): Markup {
  if (waiting.length === 0) return NOTHING;
  const most = Math.max(1, ...waiting.map(({ findings }) => findings));
  const rows = waiting.map(
    ({ status, findings, medianMs }) => html`<tr><th scope="row">${STATUS_LABELS[status]}</th>
<td class="bar"><span class="stack">${piece('grey', findings, most)}</span></td>
<td class="n">${formatCount(findings)}</td><td class="n">${ageWords(medianMs)}</td></tr>`,
  );
  return section(
    'Where does work wait?',
    'Open findings by status, unsure ones too, with their median age.',
    html`<table><thead><tr><th scope="col">Status</th><td></td><th scope="col" class="n">Findings</th>
<th scope="col" class="n">Median age</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const callOf = ({ method, route, origin }: EndpointName): Markup =>
  html`<code>${method} ${route}</code><br><small>${origin}</small>`;

export function needsSection(needs: Overview['needs']): Markup {
  if (needs.length === 0) return NOTHING;
  const rows = needs.map(
    (need) => html`<tr><td>${callOf(need.endpoint)}</td><td>${needWords(need)}</td><td>${needEnd(need)}</td></tr>`,
  );
  return section(
    'What needs someone?',
    'Most urgent first.',
    html`<table><thead><tr><th scope="col">Endpoint</th><th scope="col">Why</th><th scope="col">Who, or when</th></tr></thead>
<tbody>${rows}</tbody></table>`,
  );
}

/** Findings told at most: more belong into a list. */
const MOST_FINDINGS = 200;

export function findingsSection(open: readonly FindingRow[]): Markup {
  const rows = open.slice(0, MOST_FINDINGS).map(
    ({ endpoint, rule, verdict, summary, tracking }) => html`<tr>
<td class="verdict" data-verdict="${verdict}">${VERDICT_LABELS[verdict]}</td><td class="call">${callOf(endpoint)}</td>
<td>${RULE_LABELS[rule]}: ${summary}</td><td class="state">${STATUS_LABELS[tracking.status]}<br><small>${tracking.owner ?? 'no owner'}</small></td></tr>`,
  );
  const more = open.length - rows.length;
  const rest = more > 0 ? ` The first ${formatCount(MOST_FINDINGS)}; ${formatCount(more)} more are in the list.` : '';
  return section(
    'Open findings',
    open.length === 0
      ? 'None: what could be judged holds, is allowed, is accepted or is proved fixed.'
      : `${formatCount(open.length)} ${plural(open.length, 'finding')}, the surest first.${rest}`,
    open.length === 0
      ? NOTHING
      : html`<table><thead><tr><th scope="col">Verdict</th><th scope="col">Endpoint</th><th scope="col">What was counted</th>
<th scope="col">Status</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
