import { ruleWords } from '../../shared/text.ts';
import type { Exhibit } from '../../shared/views.ts';
import { code, list, paragraphs, plain, table } from './markdown.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';
import { callOf } from './wording.ts';

/** What a note says of a finding of any rule but `safe-method-writes`, which has words of its own. */

/** `PUT /articles/{id}: put-partial`, as people read it. */
export const ruleTitle = ({ endpoint, rule }: NoteFinding): string => `${callOf(endpoint)}: ${ruleWords(rule)}`;

/** The tables and sequences of the proof; those with values only for readers who may see them. */
export function exhibitParts({ texts }: NoteFinding, { parts }: NotesInput): string[] {
  const told = texts.exhibits
    .filter((exhibit) => parts.rowValues || exhibit.kind === 'sequence' || !exhibit.holdsValues)
    .map((exhibit) => exhibitPart(exhibit, parts.rowValues));
  // Without links to their calls, sequences that differ in their calls alone read the same.
  return [...new Set(told)];
}

function exhibitPart(exhibit: Exhibit, withValues: boolean): string {
  const title = `**${plain(exhibit.title)}**`;
  if (exhibit.kind === 'table')
    return paragraphs([
      title,
      table(
        exhibit.columns.map(plain),
        exhibit.rows.map((row) => row.map(plain)),
      ),
    ]);
  const steps = exhibit.steps.map(
    ({ who, call, text, value }) =>
      `${plain(who)}: ${code(call)} ${plain(text)}${withValues && value !== undefined ? `: ${code(value)}` : ''}`,
  );
  return paragraphs([
    title,
    exhibit.constructed ? 'Put together from calls that were recorded; it was not seen in this order.' : null,
    list(steps),
  ]);
}
