import { formatCount, listOf, plural } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { breakingSequence, sequenceExhibits } from '../parts/breaking-sequence.ts';
import { matrixExhibit } from '../parts/matrix-exhibit.ts';
import { type Client, isProven, type Matrix, type Omission, propertyMatrix } from '../parts/property-matrix.ts';
import { hasMethod, sentTo } from '../parts/requests.ts';
import { otherwiseSet } from '../parts/set-elsewhere.ts';
import { defineRule, type Judgement } from '../rule.ts';

export const putPartial = defineRule({
  id: 'put-partial',
  title: 'PUT must carry everything its clients are responsible for',
  what: 'A PUT leaves out properties that other PUTs of the endpoint set, and the server fills them in from what is there. Keys, links, write-once properties, and what only the server sets do not count; nor does a server that clears what was left out.',
  why: 'The state after such a PUT depends on what was there before, so the same request leaves different states: client 1, client 2, client 1 again, and the row is not what client 1 asked for the first time. A retry or a replay is then no longer safe (RFC 9110 §9.3.4: PUT replaces the state).',
  remedy:
    'Send every property that clients may set, or send the change as PATCH with If-Match. On the server, refuse a PUT that lacks one (400), so that nobody relies on the rest being kept.',
  source: 'RFC 9110 §9.3.4; "Why PUT can\'t be used for partial updates"; RFC 5789 (PATCH).',
  example: `PUT /articles/5  {"title": "Hens"}          (client 1)
  200, body is still "Two ducks."
PUT /articles/5  {"body": "Two hens."}      (client 2)
  200, title is still "Hens"
PUT /articles/5  {"title": "Hens"}          (client 1 again)
  200, and the row is another than after the first time`,
  severity: 'error',
  thresholds: {
    mostCalls: { value: 2_000, about: 'calls of an endpoint whose bodies are read, the first ones' },
  },
  appliesTo: (endpoint) => hasMethod(endpoint, 'PUT') || { why: 'Only PUT replaces a whole resource.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const sent = sentTo(dossier.run, dossier.endpoint, limits.mostCalls);
    const matrix = propertyMatrix(dossier.run, sent);
    if (matrix === null)
      return notJudged(
        'No PUT could be followed into a row: none was accepted, or its properties stand in no column.',
        'no row to compare',
      );
    if (!matrix.properties.some(isWritable))
      return notJudged(
        'No PUT was seen to move a column to the value it sent, so it is not known what clients may set.',
        'nothing moved',
      );
    const elsewhere = otherwiseSet(dossier.run, dossier.endpoint, matrix, limits.mostCalls);
    return broken(matrix) ?? unsure(matrix) ?? leftToPatch(matrix, elsewhere) ?? holds(matrix);
  },
});

const isWritable = ({ role }: Matrix['properties'][number]): boolean => role === 'writable';
const namesOf = (omissions: readonly Omission[]): string[] => [...new Set(omissions.map(({ property }) => property))];
const callsOf = (omissions: readonly Omission[]): number[] => [
  ...new Set(omissions.map(({ row }) => row.sent.call.id)),
];
const writesOf = (omissions: readonly Omission[]) => [...new Set(omissions.map(({ row }) => row.write))];
const total = ({ rows }: Matrix): number => rows.filter(({ change }) => change.op === 'update').length;
const ofPuts = (some: number, matrix: Matrix): string =>
  `${formatCount(some)} of ${formatCount(total(matrix))} ${plural(total(matrix), 'PUT')}`;

/** Kept, and nowhere cleared: a server that clears now and then is not understood well enough. */
function keptIn(matrix: Matrix): Omission[] {
  const cleared = new Set(matrix.omissions.filter(({ fate }) => fate === 'cleared').map(({ property }) => property));
  return matrix.omissions.filter(({ fate, property }) => fate === 'kept' && !cleared.has(property));
}

function broken(matrix: Matrix): Judgement | null {
  const proven = keptIn(matrix).filter((each) => isProven(each, matrix));
  if (proven.length === 0) return null;
  const names = namesOf(proven);
  return outcome({
    verdict: 'broken',
    summary: `${ofPuts(callsOf(proven).length, matrix)} left out ${listOf(names)}, which other PUTs set, and the server kept what was there.`,
    clause: `keeps ${listOf(names.slice(0, 3))} when left out`,
    judged: total(matrix),
    counted: callsOf(proven),
    figure: leftOut(matrix, names),
    writes: writesOf(proven),
    exhibits: [matrixExhibit(matrix), ...sequenceOf(matrix, proven)],
    remedy: remedyFor(matrix),
  });
}

/** `2 of 5 properties that clients set were left out: title and body`. */
function leftOut({ properties, clients }: Matrix, names: readonly string[]): ProofFigure {
  const set = properties.filter(isWritable).length;
  const by = clients.length > 1 ? ` by one or more of ${formatCount(clients.length)} clients` : '';
  return {
    figure: `${formatCount(names.length)} of ${formatCount(set)}`,
    words: `${plural(set, 'property', 'properties')} that clients set ${plural(names.length, 'was', 'were')} left out${by}${names.length > 0 ? `: ${listOf(names.slice(0, 4))}` : ''}`,
  };
}

/** So many pairs of clients are tried. */
const PAIRS = 8;

function sequenceOf(matrix: Matrix, proven: readonly Omission[]) {
  const clientOf = new Map(matrix.clients.flatMap((client) => client.sent.map((sent) => [sent, client] as const)));
  const pairs = new Map<string, readonly [Client, Client]>();
  for (const { row, setBy } of proven) {
    const [one, two] = [clientOf.get(row.sent), setBy ? clientOf.get(setBy) : undefined];
    if (one && two && one !== two && pairs.size < PAIRS) pairs.set(JSON.stringify([one.name, two.name]), [one, two]);
  }
  for (const [one, two] of pairs.values()) {
    const told = breakingSequence(matrix, one, two) ?? breakingSequence(matrix, two, one);
    if (told) return sequenceExhibits(told);
  }
  return [];
}

function remedyFor({ properties }: Matrix): string {
  const all = listOf(properties.filter(isWritable).map(({ name }) => name));
  return `Send all of ${all} with every PUT, and refuse one that lacks any of them (400). For changes to some of them offer PATCH with If-Match.`;
}

function unsure(matrix: Matrix): Judgement | null {
  const open = keptIn(matrix);
  if (open.length > 0)
    return doubtful(
      matrix,
      open,
      `${ofPuts(callsOf(open).length, matrix)} left out ${listOf(namesOf(open))}, and the rows held a value there afterwards. It may be the server’s default: a PUT without ${namesOf(open).length === 1 ? 'it' : 'them'} after another that set another value would decide.`,
    );
  const mixed = matrix.omissions.filter(({ fate }) => fate === 'kept');
  if (mixed.length === 0) return null;
  return doubtful(
    matrix,
    mixed,
    `${listOf(namesOf(mixed))} ${mixed.length === 1 ? 'was' : 'were'} kept in ${ofPuts(callsOf(mixed).length, matrix)} without it and cleared in others. What decides could not be told.`,
  );
}

const doubtful = (matrix: Matrix, omissions: readonly Omission[], summary: string): Judgement =>
  outcome({
    verdict: 'unsure',
    summary,
    clause: `leaves out ${listOf(namesOf(omissions).slice(0, 3))}`,
    judged: total(matrix),
    figure: leftOut(matrix, namesOf(omissions)),
    writes: writesOf(omissions),
    exhibits: [matrixExhibit(matrix)],
    remedy: remedyFor(matrix),
  });

/** Properties that no PUT sets and a PATCH of the same resource does: a decision to make, no proof of harm. */
function leftToPatch(matrix: Matrix, elsewhere: readonly string[]): Judgement | null {
  if (elsewhere.length === 0) return null;
  return outcome({
    verdict: 'unsure',
    severity: 'note',
    summary: `No PUT carries ${listOf(elsewhere)}; PATCH sets ${elsewhere.length === 1 ? 'it' : 'them'}, and each PUT kept what was there. If ${elsewhere.length === 1 ? 'it belongs' : 'they belong'} to the resource, PUT is partial.`,
    clause: `never sends ${listOf(elsewhere.slice(0, 3))}`,
    judged: total(matrix),
    figure: {
      figure: formatCount(elsewhere.length),
      words: `${plural(elsewhere.length, 'property', 'properties')} that only PATCH sets: ${listOf(elsewhere.slice(0, 4))}`,
    },
    writes: matrix.rows.map(({ write }) => write),
    exhibits: [matrixExhibit(matrix)],
  });
}

function holds(matrix: Matrix): Judgement {
  const writable = matrix.properties.filter(isWritable).map(({ name }) => name);
  const cleared = namesOf(matrix.omissions.filter(({ fate }) => fate === 'cleared'));
  const told = `${formatCount(matrix.rows.length)} ${plural(matrix.rows.length, 'PUT')} carried what clients set: ${listOf(writable)}.`;
  return outcome({
    verdict: 'holds',
    summary:
      cleared.length === 0
        ? told
        : `What a PUT left out (${listOf(cleared)}) was cleared: the server replaces, as PUT asks.`,
    clause: cleared.length === 0 ? 'carries all that clients set' : 'clears what is left out',
    probability: (matrix.rows.length + 1) / (matrix.rows.length + 2),
    judged: matrix.rows.length,
    figure: leftOut(matrix, cleared),
    exhibits: [matrixExhibit(matrix)],
  });
}
