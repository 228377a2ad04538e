import { tableWord } from '../../shared/text.ts';
import type { Exception } from '../../shared/tracking-views.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import type { NoteFinding } from './note-input.ts';
import { callOf, dateWords } from './wording.ts';

const REASONS: Readonly<Record<Exception['reason'], string>> = {
  telemetry: 'telemetry only',
  'tests-only': 'only in tests',
  'client-cannot-change': 'a client cannot change yet',
  other: 'other',
};

/** The chapter of calls that keep writing: accepted by a person, or telemetry that no response shows. */
export function exceptionsChapter(accepted: readonly NoteFinding[], allowed: readonly NoteFinding[]): string {
  return paragraphs([
    '## Documented exceptions',
    accepted.length + allowed.length === 0 ? 'None.' : 'These calls keep writing for now. Nothing changes for clients.',
    ...(accepted.length === 0 ? [] : ['### Accepted', list(accepted.map(acceptedLine))]),
    ...(allowed.length === 0
      ? []
      : [
          '### Counting and logging on read',
          'Rows that only count or log the read, or keep a log-in alive. No response shows them, so a cached or repeated read changes nothing a client can see.',
          list(allowed.map(allowedLine)),
        ]),
  ]);
}

function acceptedLine({ endpoint, tables, tracking: { exception } }: NoteFinding): string {
  const what = tables.length === 0 ? '' : ` writes ${tablesInCode(tables)}`;
  if (exception === null) return `${code(callOf(endpoint))}${what}: accepted.`;
  const until = exception.until === null ? 'without an end' : `until ${dateWords(exception.until)}`;
  return `${code(callOf(endpoint))}${what}: accepted ${until}, ${REASONS[exception.reason]}. ${plain(exception.words)}`;
}

const allowedLine = ({ endpoint, tables, proof }: NoteFinding): string =>
  `${code(callOf(endpoint))} writes ${tablesInCode(tables)} in ${proof.wrote} of ${proof.calls} calls.`;

const tablesInCode = (tables: NoteFinding['tables']): string =>
  tables.map((each) => code(tableWord(each.table))).join(', ');
