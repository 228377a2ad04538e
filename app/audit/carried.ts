import { followTelemetry } from './parts/read-back.ts';
import type { Dossier, DossierChange, DossierWrite } from './rule.ts';
import { isCertain, moved } from './weigh.ts';

/** As `telemetry-read-back` follows telemetry. */
const MOST_WRITES = 200;
const MOST_RESPONSES = 400;

/**
 * Fields of responses that carry what the endpoint's counted calls wrote to tables of the product: `data.id =
 * page_hits.id`. Its own response is looked at, and later ones of any read. Who accepts such writes because nobody
 * sees them rests on there being none.
 */
export function carriedValues(dossier: Dossier, counted: readonly number[]): string[] {
  const calls = new Set(counted);
  const writes = dossier.writes.filter(({ exchangeId }) => calls.has(exchangeId));
  const own = writes.flatMap(({ changes }) => changes.filter(counts).flatMap(({ shownAs }) => shownAs));
  const { readBacks } = followTelemetry({ ...dossier, writes: writes.map(asTelemetry) }, MOST_WRITES, MOST_RESPONSES);
  const later = readBacks
    .filter(({ write }) => isCertain(write) || (write.isNamed && write.isTelling))
    .map(
      ({ path, column, reader }) =>
        `${path || 'the body'} of ${reader.endpoint.method} ${reader.endpoint.route} = ${column}`,
    );
  return [...new Set([...own, ...later])];
}

const counts = (change: DossierChange): boolean => change.class === 'domain' && !change.classUnsure && moved(change);

/** What is accepted is looked at as if it were telemetry; what is telemetry has a rule of its own. */
const asTelemetry = (write: DossierWrite): DossierWrite => ({
  ...write,
  changes: write.changes.map((change) => ({ ...change, class: counts(change) ? 'telemetry' : 'ignored' })),
});
