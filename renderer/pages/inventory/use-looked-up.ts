import { useEffect, useMemo, useState } from 'react';
import { parseFilter } from '../../../shared/filter-language.ts';
import type { SearchPart } from '../../../shared/search-views.ts';
import type { Inventory } from '../../../shared/views.ts';
import { messageOf } from '../../components/words.ts';
import { useTRPCClient } from '../../data/api.ts';
import { ALONE } from '../../data/read-inventory.ts';
import type { LookedUp } from './looked-up.ts';

export interface LookingUp {
  readonly found: Omit<LookedUp, 'changes'>;
  /** `Searching bodies, 40 %`, or why that failed; null when all is there. */
  readonly state: string | null;
}

/** Typing goes on for a while: bodies are only searched once it rests. */
const REST_MS = 300;

/** Reads what the filter's terms name and rows do not hold, part by part; nothing where it names none of it. */
export function useLookedUp(inventory: Inventory, filter: string): LookingUp {
  const { runs, endpoints } = inventory;
  // Decisions change the inventory too, but neither who called nor what was said.
  const version = useMemo(
    () => JSON.stringify([runs.map(({ id }) => id), endpoints.map(({ endpoint }) => endpoint.id)]),
    [runs, endpoints],
  );
  const users = useUsers(filter.includes('user:'), version);
  const bodies = useBodies(textsOf(filter), version);
  const found = useMemo(() => ({ runs, users: users.found, bodies: bodies.found }), [runs, users.found, bodies.found]);
  return { found, state: bodies.state ?? users.state };
}

/** The texts of `body:`, each once. */
function textsOf(filter: string): string[] {
  const terms = parseFilter(filter).filter(({ name }) => name === 'body');
  return [...new Set(terms.flatMap(({ values }) => values))].filter((text) => text.length >= 2);
}

type Users = ReadonlyMap<number, readonly string[]>;

function useUsers(asked: boolean, version: string) {
  const client = useTRPCClient();
  return useSearch<Users>('Reading who called', asked ? version : '', new Map(), async (tell, signal) => {
    const users = new Map<number, Set<string>>();
    await readParts(signal, async (after) => {
      const part = await client.searchUsers.query({ after }, ALONE);
      for (const { endpointId, user } of part.users) {
        users.set(endpointId, (users.get(endpointId) ?? new Set()).add(user ?? 'none'));
      }
      tell(new Map([...users].map(([id, own]) => [id, [...own]])), part.done / part.of);
      return part;
    });
  });
}

type Bodies = ReadonlyMap<string, ReadonlySet<number>>;

function useBodies(texts: readonly string[], version: string) {
  const client = useTRPCClient();
  const asked = texts.length > 0 ? JSON.stringify([texts, version]) : '';
  return useSearch<Bodies>('Searching bodies', asked, new Map(), async (tell, signal) => {
    await rest(REST_MS);
    const bodies = new Map(texts.map((text) => [text, new Set<number>()]));
    for (const [at, [text, found]] of [...bodies].entries()) {
      await readParts(signal, async (after) => {
        const part = await client.searchBodies.query({ text, after }, ALONE);
        for (const id of part.endpoints) found.add(id);
        tell(new Map(bodies), (at + part.done / Math.max(1, part.of)) / texts.length);
        return part;
      });
    }
  });
}

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function readParts(signal: AbortSignal, read: (after: number) => Promise<SearchPart>): Promise<void> {
  for (let after: number | null = 0; after !== null && !signal.aborted; ) after = (await read(after)).next;
}

interface Search<Found> {
  readonly asked: string;
  readonly found: Found;
  readonly share: number;
  readonly failed: string | null;
}

type Tell<Found> = (found: Found, share: number) => void;

/** Runs a search while it is asked for, and says how far it is; another one ends the one before. */
function useSearch<Found>(
  doing: string,
  asked: string,
  nothing: Found,
  run: (tell: Tell<Found>, signal: AbortSignal) => Promise<void>,
): { readonly found: Found; readonly state: string | null } {
  const [none] = useState(nothing);
  const [search, setSearch] = useState<Search<Found>>({ asked: '', found: none, share: 1, failed: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked names everything that the search rests on
  useEffect(() => {
    if (asked === '') return;
    const ending = new AbortController();
    const set = (change: Partial<Search<Found>>) => {
      if (!ending.signal.aborted) setSearch((before) => ({ ...before, ...change }));
    };
    set({ asked, found: none, share: 0, failed: null });
    run((found, share) => set({ found, share }), ending.signal)
      .then(() => set({ share: 1 }))
      .catch((error: unknown) => set({ failed: messageOf(error) }));
    return () => ending.abort();
  }, [asked]);
  if (asked === '') return { found: none, state: null };
  if (search.asked !== asked) return { found: none, state: doing };
  if (search.failed !== null) return { found: search.found, state: `${doing} failed: ${search.failed}` };
  return { found: search.found, state: search.share < 1 ? `${doing}, ${Math.floor(100 * search.share)} %` : null };
}
