import type { FilterLanguage } from '../../../shared/filter-match.ts';
import { tableWord } from '../../../shared/text.ts';
import { ANSWERS } from '../../../shared/timeline-views.ts';
import { type CommitMarks, inOrder, type Marks, type RequestMarks } from './marks.ts';

/** What the filter keeps or leaves out as one: a request with the commits linked to it, or a commit without one. */
export interface Unit {
  /** Place of the request; -1 where there is none. */
  readonly request: number;
  /** Places of the commits. */
  readonly commits: readonly number[];
}

export function unitsOf({ requests, commits }: Marks): Unit[] {
  const linked = Array.from({ length: requests.count }, () => [] as number[]);
  const alone: Unit[] = [];
  commits.request.forEach((request, place) => {
    if (request < 0) alone.push({ request: -1, commits: [place] });
    else linked[request]?.push(place);
  });
  return [...linked.map((own, request) => ({ request, commits: own })), ...alone];
}

/** What the filter of the timeline understands. */
export function filterLanguage(marks: Marks): FilterLanguage<Unit> {
  const { requests, commits, endpoints, clients, deeds } = marks;
  const endpointOf = ({ request }: Unit) => endpoints[requests.endpoint[request] ?? -1];
  const deedsOf = (unit: Unit) => unit.commits.flatMap((place) => deeds[commits.deed[place] ?? -1] ?? []);
  const answersOf = (unit: Unit) => unit.commits.map((place) => ANSWERS[commits.answer[place] ?? 0] ?? 'linked');
  const tables = (unit: Unit) => deedsOf(unit).map(({ table }) => tableWord(table));
  const routes = (unit: Unit) => [endpointOf(unit)?.route ?? ''].filter(Boolean);
  const ofRequest = (words: (place: number) => string) => (unit: Unit) =>
    unit.request < 0 ? [] : [words(unit.request)];
  const took = ({ request }: Unit) =>
    request < 0 ? [] : [((requests.end[request] ?? 0) - (requests.start[request] ?? 0)) / 1_000];
  return {
    fields: [
      {
        name: 'method',
        about: 'method of the request',
        words: (unit) => [endpointOf(unit)?.method ?? ''].filter(Boolean),
      },
      { name: 'route', about: 'route, or a part of it', part: true, words: routes },
      {
        name: 'client',
        about: 'who sent the request',
        part: true,
        words: ofRequest((place) => clients[requests.client[place] ?? 0] ?? 'unknown'),
      },
      {
        name: 'status',
        about: 'status of the answer',
        words: ofRequest((place) => String(requests.status[place] || 'none')),
      },
      { name: 'took', about: 'milliseconds from start to end', numbers: took, offers: ['>100', '>1000'] },
      { name: 'table', about: 'table that a commit writes', part: true, words: tables },
      { name: 'op', about: 'kind of write', words: (unit) => deedsOf(unit).map(({ op }) => op) },
      {
        name: 'commit',
        about: 'linked, background, undecided, or none',
        words: (unit) => (unit.commits.length === 0 ? ['none'] : answersOf(unit)),
      },
    ],
    free: (unit) => [...routes(unit), ...tables(unit)],
    sorts: [],
  };
}

/** The marks of these units alone; the run stays as long as it is. */
export function keepUnits(marks: Marks, units: readonly Unit[]): Marks {
  const kept = Int32Array.from(units.flatMap(({ request }) => (request < 0 ? [] : request))).sort();
  const keptCommits = Int32Array.from(units.flatMap((unit) => unit.commits)).sort();
  const newPlace = new Int32Array(marks.requests.count).fill(-1);
  for (const [i, place] of kept.entries()) newPlace[place] = i;
  const requests = pickAll(marks.requests, kept);
  const picked = pickAll(marks.commits, keptCommits);
  const commits = { ...picked, request: picked.request.map((place) => newPlace[place] ?? -1) };
  return { ...marks, requests, commits, ...inOrder(requests.start, commits.at) };
}

type Columns = RequestMarks | CommitMarks;

/** The same columns with these places alone. */
function pickAll<Own extends Columns>(columns: Own, places: Int32Array): Own {
  const picked = Object.entries(columns).map(([name, column]) => [
    name,
    typeof column === 'number' ? places.length : pick(column, places),
  ]);
  return Object.fromEntries(picked) as Own;
}

function pick(column: Float64Array | Int32Array | Uint8Array, places: Int32Array) {
  const picked = column.slice(0, places.length);
  for (const [i, place] of places.entries()) picked[i] = column[place] ?? 0;
  return picked;
}
