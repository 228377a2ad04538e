import type { Moments } from './candidates.ts';
import { loadKey } from './frame.ts';
import { Holders, NOBODY } from './holders.ts';
import type { Learnt } from './learn.ts';
import type { Matter } from './matter.ts';
import { Pairs } from './pair.ts';
import type { Slice } from './slice.ts';
import { Tally } from './tally.ts';

/** What all periods of a run share: what was learnt, and the numbers of names. It reaches other threads as a copy. */
export interface Common {
  /** How many exchanges the run has, and how many of each kind. */
  readonly size: number;
  readonly kindSizes: readonly number[];
  /** Numbers of the sorts of value, and of the signatures. */
  readonly sorts: ReadonlyMap<string, number>;
  readonly signatures: ReadonlyMap<string, number>;
  readonly learnt: Learnt;
}

/** What concerns single exchanges is left out: slices bring it. */
export function commonOf({ index, survey, signatures }: Matter, learnt: Learnt): Common {
  const { frame, habits } = learnt;
  return {
    size: index.size,
    kindSizes: index.kindSizes,
    sorts: survey.sorts,
    signatures,
    learnt: {
      ...learnt,
      frame: {
        ...frame,
        kindOf: [],
        moments: NEVER,
        waits: [],
        leads: new Map(),
        docket: { ...frame.docket, cases: [], pairs: NONE },
      },
      habits: { ...habits, loads: new Map() },
    },
  };
}

const NONE = new Pairs(0);
const NEVER: Moments = { first: new Float64Array(0), last: new Float64Array(0) };

/** Of a copy only the data has arrived. */
export function reviveCommon(copy: Common): Common {
  const { frame, habits } = copy.learnt;
  const learnt = {
    ...copy.learnt,
    frame: { ...frame, docket: { ...frame.docket, pairs: NONE, met: Tally.revive(frame.docket.met) } },
    habits: {
      ...habits,
      phases: Tally.revive(habits.phases),
      finds: Tally.revive(habits.finds),
      findsByKind: Tally.revive(habits.findsByKind),
      findsNear: Tally.revive(habits.findsNear),
    },
  };
  return { ...copy, learnt };
}

/** A slice as a run of its own, in which counts are those of the whole. */
export function matterOf({ size, kindSizes, sorts, signatures }: Common, slice: Slice): Matter {
  const { exchanges, kindOf, transactions, chains, answers, corrections, moments, joins, references } = slice;
  const holders = new Map(slice.values.map((held) => [held.value, Holders.of(held)]));
  const firstIn = new Map(slice.values.map(({ value, firstIn }) => [holders.get(value) ?? NOBODY, firstIn]));
  return {
    run: { exchanges, transactions, sent: new Set(), shapes: [] },
    index: { size, holders, kindOf, kindSizes, integers: exchanges.map(({ integers }) => integers) },
    chains,
    answers,
    corrections,
    moments,
    survey: { sorts, firstIn },
    signatures,
    joins,
    references,
  };
}

/** What was learnt, as a slice is judged by it. */
export function learntFor({ learnt }: Common, { kindOf, waits, loads }: Slice): Learnt {
  const frame = { ...learnt.frame, kindOf, waits };
  const own = loads.map(({ exchange, signature, load }) => [loadKey(frame, exchange, signature), load] as const);
  return { ...learnt, frame, habits: { ...learnt.habits, loads: new Map(own) } };
}
