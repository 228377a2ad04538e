import { differenceWords } from '../../shared/overview-text.ts';
import type { Certainty, Overview } from '../../shared/overview-views.ts';
import { calibrationWords } from '../../shared/quality-text.ts';
import { formatCount } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { dayOf, findingsSection, leftSection, needsSection, rulesSection, waitingSection } from './summary-parts.ts';
import { SUMMARY_STYLE } from './summary-style.ts';

export interface SummaryInput {
  readonly workspace: string;
  readonly generatedMs: number;
  readonly overview: Overview;
  /** The surest first. */
  readonly open: readonly FindingRow[];
}

/** How things stand, as one HTML file that needs no other, runs nothing and prints well. */
export function summaryPage({ workspace, generatedMs, overview, open }: SummaryInput): string {
  const { runs, steps, rules, waiting, needs, certainty } = overview;
  const newest = runs.at(-1);
  const after = newest ? `After run ${newest.id}, ${dayOf(newest.atMs)}. ` : 'No run yet. ';
  const title = `How things stand with ${workspace}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ markup: SUMMARY_STYLE }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${after}Made by Endpoint Audit on ${dayOf(generatedMs)}.</p>
${figures(overview)}
${needsSection(needs)}
${leftSection(steps)}
${rulesSection(rules)}
${waitingSection(waiting)}
${findingsSection(open)}
${certaintySection(certainty)}
<footer><p>A finding is broken where its calls, taken together, did what their method rules out and neither chance nor another
cause explains it; it is unsure where the evidence does not suffice. An endpoint that was not called is never taken for fixed.</p></footer>
</main>
</body>
</html>
`.markup;
}

function figures({ figures: of, compared }: Overview): Markup {
  const before = of.openBefore === null || !compared ? '' : `${differenceWords(of.open, of.openBefore, compared.vs)}, `;
  const since =
    of.provedSince === null || !compared
      ? 'by later calls'
      : `${of.provedSince === 0 ? 'none' : formatCount(of.provedSince)} since run ${compared.vs}`;
  return html`<dl class="figures">
${figure('Open findings', of.open, `${before}and ${formatCount(of.unsure)} unsure`)}
${figure('Proved fixed', of.proved, since)}
${figure('Regressed', of.regressed, of.regressed === 0 ? 'nothing came back after its fix' : 'came back after their fix')}
${figure('Endpoints judged', of.judged, `of ${formatCount(of.endpoints)} that were seen`)}
</dl>`;
}

const figure = (name: string, value: number, words: string): Markup =>
  html`<div><dt>${name}</dt><dd><strong>${formatCount(value)}</strong><span>${words}</span></dd></div>`;

/** What the links rest on: whoever reads only this has to know how far to believe it. */
function certaintySection({ links, calibration, calibratedRun }: Certainty): Markup {
  if (!links) return NOTHING;
  const { transactions, linked, background, undecided } = links;
  const checked = calibration
    ? `Run ${calibratedRun}: ${calibrationWords(calibration)}`
    : 'No run was checked by its ids.';
  return html`<section><h2>Can the links be believed?</h2>
<p>Of ${formatCount(transactions)} transactions of run ${links.run}, ${formatCount(linked)} are linked to a request,
${formatCount(background)} to none, and ${formatCount(undecided)} could not be told apart.</p><p>${checked}</p></section>`;
}
