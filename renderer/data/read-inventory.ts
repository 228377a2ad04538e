import { replaceEqualDeep } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../app/contract.ts';

/** For a call that is not to be put together with others into one answer. */
export const ALONE = { context: { alone: true } };

type Inventory = inferRouterOutputs<AppRouter>['inventory'];
type Part = inferRouterOutputs<AppRouter>['inventoryPart'];
type Changes = inferRouterOutputs<AppRouter>['inventoryChanges'];
type Row = Inventory['findings'][number] | Inventory['endpoints'][number];

/** How the engine is asked. */
export interface InventorySource {
  readonly part: (part: number) => Promise<Part>;
  /** What is different from an earlier inventory; null: all is to be read. */
  readonly changes: (of: string) => Promise<Changes>;
}

/** By which name the engine knows an inventory that was read. */
const names = new WeakMap<Inventory, string>();

/**
 * Of an inventory that is `known` reads only what changed since, where the engine can tell. Else reads all parts, one
 * after the other, and once more where the inventory changed meanwhile. Rows that are as `known` has them at the same
 * place are given back as those very objects: nothing is computed of them again.
 */
export async function readInventory(source: InventorySource, known: Inventory | undefined): Promise<Inventory> {
  const changed = known && (await readChanges(source, known));
  if (changed) return changed;
  for (;;) {
    const whole = await readParts(source.part, known);
    if (whole) return whole;
  }
}

async function readChanges({ changes }: InventorySource, known: Inventory): Promise<Inventory | null> {
  const of = names.get(known);
  const found = of === undefined ? null : await changes(of);
  if (!found) return null;
  if (found.of === of) return known;
  return named(found.of, {
    ...known,
    findings: replaced(known.findings, found.findings, ({ key }) => key),
    endpoints: replaced(known.endpoints, found.endpoints, ({ endpoint }) => endpoint.id),
  });
}

function replaced<Each>(rows: readonly Each[], by: readonly Each[], keyOf: (row: Each) => unknown): Each[] {
  const others = new Map(by.map((row) => [keyOf(row), row]));
  return rows.map((row) => others.get(keyOf(row)) ?? row);
}

function named(of: string, inventory: Inventory): Inventory {
  names.set(inventory, of);
  return inventory;
}

/** Null where a part turned out to be of another inventory. */
async function readParts(read: InventorySource['part'], known?: Inventory): Promise<Inventory | null> {
  const first = await read(0);
  const findings: Inventory['findings'] = [];
  const endpoints: Inventory['endpoints'] = [];
  for (let part = first, n = 0; ; part = await read(n)) {
    if (part.of !== first.of) return null;
    append(findings, part.findings, known?.findings);
    append(endpoints, part.endpoints, known?.endpoints);
    n += 1;
    if (n >= first.parts) return named(first.of, { findings, endpoints, runs: first.runs });
  }
}

/** Adds rows, each as the known one at its place where the two are equal. */
function append<Each extends Row>(rows: Each[], more: readonly Each[], known: readonly Each[] = []): void {
  for (const row of more) rows.push(replaceEqualDeep(known[rows.length], row) as Each);
}
