import type { ExportedList, ListFormat } from '../../shared/export-views.ts';
import { issueText } from './issue-text.ts';
import { endpointsCsv, findingsCsv } from './list-columns.ts';
import type { ListInput } from './list-input.ts';
import { listJson } from './list-json.ts';
import { toSarif } from './sarif.ts';
import { clearOfSecrets } from './secrets.ts';

interface Form {
  readonly extension: string;
  readonly mime: string;
  readonly write: (input: ListInput) => string;
}

const FORMS: Readonly<Record<ListFormat, Form>> = {
  csv: {
    extension: 'csv',
    mime: 'text/csv',
    write: ({ of, findings, endpoints }) => (of === 'endpoints' ? endpointsCsv(endpoints) : findingsCsv(findings)),
  },
  json: { extension: 'json', mime: 'application/json', write: listJson },
  sarif: {
    extension: 'sarif',
    mime: 'application/sarif+json',
    write: ({ findings, rules }) => toSarif(findings, rules),
  },
  issue: {
    extension: 'md',
    mime: 'text/markdown',
    write: ({ findings, callsToProve }) => issueText(findings, callsToProve),
  },
};

/** A list as a file: `endpoints.csv`, `findings.sarif`. Masked values stay out, and are counted. */
export function exportList(format: ListFormat, input: ListInput): ExportedList {
  const { extension, mime, write } = FORMS[format];
  const name = format === 'issue' ? 'issue' : input.of;
  return {
    fileName: `${name}.${extension}`,
    mime,
    ...clearOfSecrets(write(input)),
    count: input[input.of].length,
  };
}
