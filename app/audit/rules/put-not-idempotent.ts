import { formatCount, listOf, plural, tableWord } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { type Difference, findRepeats, type Repeat } from '../parts/repeats.ts';
import { hasMethod, type Sent, sentTo } from '../parts/requests.ts';
import { stepOf } from '../parts/steps.ts';
import { defineRule, type Judgement } from '../rule.ts';

export const putNotIdempotent = defineRule({
  id: 'put-not-idempotent',
  title: 'The same PUT twice must leave the same state',
  what: 'A client sends an equal PUT to the same resource again, nobody else wrote its rows in between, and the second one still adds or removes rows, or moves values that are part of the state. Columns that go with every write (updated_at, version, a lease that runs from now on) and hashes of secrets do not count.',
  why: 'PUT says "this is the state I want". Libraries, proxies and people repeat it when an answer is lost, because it promises that twice is the same as once (RFC 9110 §9.2.2). Where it counts, appends or inserts, each lost answer falsifies the data, and no one notices.',
  remedy:
    'Set values from the request instead of deriving them from what is there: no increments, no appending, no insert without a key that the request determines. Move what should happen each time to a POST of its own.',
  source: 'RFC 9110 §9.2.2 and §9.3.4; "More on PUT idempotency".',
  example: `PUT /carts/7  {"items": [{"sku": "A", "count": 1}]}
  200, cart_items holds one row
PUT /carts/7  {"items": [{"sku": "A", "count": 1}]}   (the answer was lost, the client repeats)
  200, cart_items holds two rows`,
  severity: 'error',
  thresholds: {
    mostCalls: { value: 2_000, about: 'calls of an endpoint whose bodies are read, the first ones' },
  },
  appliesTo: (endpoint) =>
    hasMethod(endpoint, 'PUT') || { why: 'Only PUT promises that a repeat leaves the same state.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const sent = sentTo(dossier.run, dossier.endpoint, limits.mostCalls);
    const { judged, interleaved } = findRepeats(dossier.run, sent);
    if (judged.length === 0) return nothingRepeated(sent, interleaved);
    return broken(judged) ?? unsure(judged) ?? holds(judged);
  },
});

function nothingRepeated(sent: readonly Sent[], interleaved: number): Judgement {
  if (sent.length === 0) return notJudged('No call with a body that could be read was accepted.', 'no accepted call');
  const others =
    interleaved === 0
      ? ''
      : ` ${formatCount(interleaved)} came again after another write to the same rows, which is no repeat.`;
  return notJudged(`No PUT was repeated by itself.${others} Send one twice to see.`, 'no repeat');
}

const PROOF: ReadonlySet<Difference['kind']> = new Set(['added', 'removed', 'moved']);
const proves = ({ kind }: Difference): boolean => PROOF.has(kind);

/** One repeat that differs among many that do not is more likely a wrong link. */
const isStray = (bad: readonly Repeat[], judged: readonly Repeat[]): boolean =>
  bad.length === 1 && judged.length > 4 && !bad.some(({ again }) => again.writes.some((w) => w.basis.includes('key')));

function broken(judged: readonly Repeat[]): Judgement | null {
  const bad = judged.filter(({ differences }) => differences.some(proves));
  if (bad.length === 0) return null;
  const differences = bad.flatMap((repeat) => repeat.differences.filter(proves));
  const deeds = deedsOf(differences);
  const figures = `${formatCount(bad.length)} of ${formatCount(judged.length)} repeated ${plural(judged.length, 'PUT')}`;
  if (isStray(bad, judged))
    return doubtful(
      judged,
      `${figures} changed what the first had left: a repeat ${listOf(deeds)}. One alone may be a wrong link; a second would decide.`,
    );
  return outcome({
    verdict: 'broken',
    summary: `${figures} changed what the first had left: a repeat ${listOf(deeds)}.${bookkeepingWord(bad)}`,
    clause: `${deeds.slice(0, 2).join(', ')} when repeated`,
    judged: judged.length,
    counted: bad.map(({ again }) => again.call.id),
    figure: otherwise(differences, true),
    writes: [...new Set(differences.map(({ write }) => write))],
    exhibits: bad.slice(0, 1).map(sequenceOf),
    remedy: remedyFor(differences),
  });
}

const DOUBTS: readonly (readonly [Difference['kind'], (table: string) => string])[] = [
  [
    'reordered',
    (name) => `${name} held the same elements in another order. If the order means something, the repeat changed it.`,
  ],
  [
    'history',
    (name) =>
      `${name} got a row more each time. If that table only keeps history or tells somebody, class it in Tables; if the product shows it, the PUT is not idempotent.`,
  ],
  [
    'unclear',
    (name) =>
      `What it did to ${name} could not be told: the row before, or the link, is missing. REPLICA IDENTITY FULL or request ids would show.`,
  ],
];

function unsure(judged: readonly Repeat[]): Judgement | null {
  const open = judged.flatMap(({ differences }) => differences);
  for (const [kind, words] of DOUBTS) {
    const found = open.find((difference) => difference.kind === kind);
    if (!found) continue;
    const many = judged.filter(({ differences }) => differences.some((each) => each.kind === kind)).length;
    const name = tableWord(found.table) + (found.column ? `.${found.column}` : '');
    return doubtful(
      judged,
      `${formatCount(many)} of ${formatCount(judged.length)} repeated ${plural(judged.length, 'PUT')} may have left another state. ${words(name)}`,
    );
  }
  return null;
}

const doubtful = (judged: readonly Repeat[], summary: string): Judgement =>
  outcome({
    verdict: 'unsure',
    summary,
    clause: 'may leave another state when repeated',
    judged: judged.length,
    figure: otherwise(
      judged.flatMap(({ differences }) => differences),
      false,
    ),
    writes: judged.flatMap(({ differences }) => differences.map(({ write }) => write)),
  });

const holds = (judged: readonly Repeat[]): Judgement =>
  outcome({
    verdict: 'holds',
    summary: `${judged.length === 1 ? 'The one repeated PUT' : `Each of ${formatCount(judged.length)} repeated PUTs`} left the same state.${bookkeepingWord(judged)}`,
    clause: 'repeats leave the same state',
    figure: otherwise([], true),
    probability: (judged.length + 1) / (judged.length + 2),
    judged: judged.length,
  });

/** `2 tables held something else after the repeat: carts and cart_items`; where it is not sure they may have. */
function otherwise(differences: readonly Difference[], isSure: boolean): ProofFigure {
  const tables = [...new Set(differences.map(({ table }) => tableWord(table)))];
  if (tables.length === 0) return { figure: 'No table', words: 'held something else after a repeat' };
  return {
    figure: `${formatCount(tables.length)} ${plural(tables.length, 'table')}`,
    words: `${isSure ? 'held' : 'held, or may have held,'} something else after the repeat: ${listOf(tables.slice(0, 4))}`,
  };
}

function bookkeepingWord(repeats: readonly Repeat[]): string {
  const columns = [...new Set(repeats.flatMap(({ bookkeeping }) => bookkeeping))].map(tableWord);
  if (columns.length === 0) return '';
  return ` Not counted, for ${columns.length === 1 ? 'it goes' : 'they go'} with every write: ${listOf(columns.slice(0, 4))}.`;
}

/** `adds rows to cart_items`, `moves articles.views`. */
function deedsOf(differences: readonly Difference[]): string[] {
  const words = differences.map(({ kind, table, column }) => {
    const name = tableWord(table);
    if (kind === 'added') return `adds rows to ${name}`;
    return kind === 'removed' ? `removes rows from ${name}` : `moves ${name}.${column}`;
  });
  return [...new Set(words)];
}

function sequenceOf({ first, again, differences }: Repeat) {
  return {
    kind: 'sequence' as const,
    title: 'The same PUT twice',
    constructed: false,
    steps: [
      stepOf(first.call, `sends ${listOf(Object.keys(first.body))}`),
      stepOf(again.call, `sends the same, and ${listOf(deedsOf(differences.filter(proves)))}`),
    ],
  };
}

function remedyFor(differences: readonly Difference[]): string {
  const tables = (kind: Difference['kind']) => [
    ...new Set(differences.filter((each) => each.kind === kind).map(({ table }) => tableWord(table))),
  ];
  const columns = [
    ...new Set(
      differences.filter(({ kind }) => kind === 'moved').map(({ table, column }) => `${tableWord(table)}.${column}`),
    ),
  ];
  const parts = [
    ...(columns.length
      ? [
          `Set ${listOf(columns)} from the request, or leave ${columns.length === 1 ? 'it' : 'them'} to a POST of its own; do not derive ${columns.length === 1 ? 'it' : 'them'} from the present value.`,
        ]
      : []),
    ...tables('added').map(
      (name) =>
        `Write ${name} by a key that the request determines (insert or update), or replace the whole set, so that a repeat finds its rows.`,
    ),
    ...tables('removed').map((name) => `Remove from ${name} only what the request names.`),
  ];
  return parts.join(' ');
}
