import { formatCount, listOf, plural } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { breakingSequence, sequenceExhibits } from '../parts/breaking-sequence.ts';
import { matrixExhibit } from '../parts/matrix-exhibit.ts';
import { type Client, isProven, type Matrix, type Omission, propertyMatrix } from '../parts/property-matrix.ts';
import { hasMethod, sentTo } from '../parts/requests.ts';
import { stepOf } from '../parts/steps.ts';
import { defineRule, type Judgement } from '../rule.ts';

export const putSplitOwnership = defineRule({
  id: 'put-split-ownership',
  title: 'Every client must be responsible for the same parts of a resource',
  what: 'Two clients PUT the same resource with different sets of properties: one never sends what the other sets. Either the server keeps what was left out, and the same PUT leaves different states, or it clears it, and one client wipes out the other’s data.',
  why: 'PUT works for several clients only if each sends all that any of them owns. With split ownership there is no right answer for the server: keeping breaks idempotence, replacing loses data.',
  remedy:
    'Agree on one list of properties that every client sends, or split the resource so that each client PUTs one of its own. Until then let clients PATCH their part, with If-Match.',
  source: '"More on PUT idempotency"; "Why PUT can\'t be used for partial updates"; RFC 9110 §9.3.4.',
  example: `PUT /articles/5  {"title": "Hens", "seo": "hens"}   (the editor)
PUT /articles/5  {"title": "Hens"}                  (the phone app)
  either seo is kept: the state depends on who came before
  or seo is cleared: the phone app wiped out the editor's work`,
  severity: 'error',
  thresholds: {
    mostCalls: { value: 2_000, about: 'calls of an endpoint whose bodies are read, the first ones' },
  },
  appliesTo: (endpoint) => hasMethod(endpoint, 'PUT') || { why: 'Only PUT asks every client for the whole resource.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const matrix = propertyMatrix(dossier.run, sentTo(dossier.run, dossier.endpoint, limits.mostCalls));
    if (matrix === null) return notJudged('No PUT could be followed into a row.', 'no row to compare');
    if (matrix.clients.length < 2)
      return notJudged('One client only, or all send the same properties and are one.', 'one client');
    return judgeSplit(matrix);
  },
});

/** One client never sends what the other set, on a resource that both PUT. */
interface Split {
  readonly owner: Client;
  readonly other: Client;
  readonly properties: readonly string[];
  readonly shared: boolean;
  readonly omissions: readonly Omission[];
}

function judgeSplit(matrix: Matrix): Judgement {
  const clientOf = new Map(matrix.clients.flatMap((client) => client.sent.map((sent) => [sent, client] as const)));
  const omittedBy = Map.groupBy(matrix.omissions, ({ row }) => clientOf.get(row.sent));
  const splits = matrix.clients.flatMap((owner, at) => {
    const resources = new Set(owner.sent.map(({ call }) => call.resource));
    return matrix.clients.flatMap((other, by) =>
      at === by ? [] : splitOf(matrix, at, by, resources, omittedBy.get(other) ?? []),
    );
  });
  const proven = splits.filter((split) => split.omissions.length > 0 && areApart(split));
  return broken(matrix, proven) ?? unsure(matrix, splits) ?? holds(matrix);
}

/** So many PUTs of each of two users of one program show that the sets are theirs and not the moment's. */
const HABIT = 3;

const areApart = ({ owner, other }: Split): boolean =>
  owner.sent[0]?.call.client !== other.sent[0]?.call.client ||
  (owner.sent.length >= HABIT && other.sent.length >= HABIT);

function splitOf(
  matrix: Matrix,
  ownerAt: number,
  otherAt: number,
  resources: ReadonlySet<string>,
  omitted: readonly Omission[],
): Split[] {
  const [owner, other] = [matrix.clients[ownerAt], matrix.clients[otherAt]];
  if (!owner || !other) return [];
  const properties = matrix.properties
    .filter(({ role, often }) => role === 'writable' && often[ownerAt] !== 'never' && often[otherAt] === 'never')
    .map(({ name }) => name);
  if (properties.length === 0) return [];
  const shared = other.sent.some(({ call }) => resources.has(call.resource));
  const omissions = omitted.filter(
    (each) =>
      properties.includes(each.property) &&
      resources.has(each.row.sent.call.resource) &&
      (each.fate === 'cleared' || (each.fate === 'kept' && isProven(each, matrix))),
  );
  return [{ owner, other, properties, shared, omissions }];
}

function broken(matrix: Matrix, splits: readonly Split[]): Judgement | null {
  const [split] = splits.toSorted((a, b) => b.omissions.length - a.omissions.length);
  if (!split) return null;
  const { owner, other, omissions } = split;
  const names = [...new Set(omissions.map(({ property }) => property))];
  const counted = splits.flatMap((each) => each.omissions.map(({ row }) => row.sent.call.id));
  const cleared = omissions.some(({ fate }) => fate === 'cleared');
  const effect = cleared
    ? `its PUTs cleared ${names.length === 1 ? 'it' : 'them'}`
    : 'the server kept what was there, so the end state depends on who came before';
  return outcome({
    verdict: 'broken',
    summary: `${owner.name} sets ${listOf(names)}; ${other.name} PUTs the same ${plural(resourcesOf(omissions), 'resource')} without ${names.length === 1 ? 'it' : 'them'}, and ${effect}.`,
    clause: `${other.name} never sends ${listOf(names.slice(0, 3))}`,
    judged: matrix.rows.length,
    counted,
    figure: clientsFigure(matrix, names),
    writes: [...new Set(splits.flatMap((each) => each.omissions.map(({ row }) => row.write)))],
    exhibits: [matrixExhibit(matrix), ...(cleared ? [lossOf(split)] : mergeOf(matrix, split))],
    remedy: remedyFor(matrix),
  });
}

const clientsFigure = ({ clients }: Matrix, properties: readonly string[]): ProofFigure => ({
  figure: `${formatCount(clients.length)} clients`,
  words:
    properties.length === 0
      ? 'send the same properties'
      : `send different properties; not all send ${listOf(properties.slice(0, 4))}`,
});

const resourcesOf = (omissions: readonly Omission[]): number =>
  new Set(omissions.map(({ row }) => row.sent.call.resource)).size;

function mergeOf(matrix: Matrix, { owner, other }: Split) {
  const told = breakingSequence(matrix, other, owner) ?? breakingSequence(matrix, owner, other);
  return told ? sequenceExhibits(told) : [];
}

/** The owner's last PUT before, and the one that cleared what it had set. */
function lossOf({ owner, other, omissions }: Split) {
  const loss = omissions.find(({ fate }) => fate === 'cleared');
  const { call } = (loss as Omission).row.sent;
  const before = owner.sent.findLast(
    (each) => each.call.resource === call.resource && (each.call.startUs ?? 0) < (call.startUs ?? 0),
  );
  const sets = before ? [stepOf(before.call, `sets ${loss?.property}`, { who: owner.name })] : [];
  const clears = stepOf(call, `leaves out ${loss?.property}, which is cleared`, { who: other.name });
  return {
    kind: 'sequence' as const,
    title: 'What one client sets, the other clears',
    constructed: false,
    steps: [...sets, clears],
  };
}

function remedyFor({ properties }: Matrix): string {
  const all = listOf(properties.filter(({ role }) => role === 'writable').map(({ name }) => name));
  return `Let every client send ${all}, or give each part a resource of its own. Until then each client should PATCH its part, with If-Match.`;
}

function unsure(matrix: Matrix, splits: readonly Split[]): Judgement | null {
  const [split] = splits.toSorted((a, b) => Number(b.shared) - Number(a.shared));
  if (!split) return null;
  const { owner, other, properties, shared } = split;
  const why = shared
    ? 'What became of them in the row could not be told.'
    : 'They did not PUT the same resource in this run, so nothing could get lost.';
  return outcome({
    verdict: 'unsure',
    summary: `${owner.name} sets ${listOf(properties)}; ${other.name} never sends ${properties.length === 1 ? 'it' : 'them'}. ${why}`,
    clause: `${other.name} never sends ${listOf(properties.slice(0, 3))}`,
    judged: matrix.rows.length,
    figure: clientsFigure(matrix, properties),
    writes: matrix.rows.map(({ write }) => write),
    exhibits: [matrixExhibit(matrix)],
    remedy: remedyFor(matrix),
  });
}

const holds = (matrix: Matrix): Judgement =>
  outcome({
    verdict: 'holds',
    summary: `${formatCount(matrix.clients.length)} clients PUT, and each sends every property that any of them was seen to set.`,
    clause: 'clients agree on the parts',
    figure: clientsFigure(matrix, []),
    probability: (matrix.rows.length + 1) / (matrix.rows.length + 2),
    judged: matrix.rows.length,
    exhibits: [matrixExhibit(matrix)],
  });
