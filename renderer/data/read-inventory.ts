import { replaceEqualDeep } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../app/contract.ts';

/** For a call that is not to be put together with others into one answer. */
export const ALONE = { context: { alone: true } };

type Inventory = inferRouterOutputs<AppRouter>['inventory'];
type Part = inferRouterOutputs<AppRouter>['inventoryPart'];
type Row = Inventory['findings'][number] | Inventory['endpoints'][number];

/**
 * Reads all parts, one after the other, and once more where the inventory changed meanwhile. Rows that are as `known`
 * has them at the same place are given back as those very objects: nothing is computed of them again.
 */
export async function readInventory(
  read: (part: number) => Promise<Part>,
  known: Inventory | undefined,
): Promise<Inventory> {
  for (;;) {
    const whole = await readParts(read, known);
    if (whole) return whole;
  }
}

/** Null where a part turned out to be of another inventory. */
async function readParts(read: (part: number) => Promise<Part>, known?: Inventory): Promise<Inventory | null> {
  const first = await read(0);
  const findings: Inventory['findings'] = [];
  const endpoints: Inventory['endpoints'] = [];
  for (let part = first, n = 0; ; part = await read(n)) {
    if (part.of !== first.of) return null;
    append(findings, part.findings, known?.findings);
    append(endpoints, part.endpoints, known?.endpoints);
    n += 1;
    if (n >= first.parts) return { findings, endpoints, runs: first.runs };
  }
}

/** Adds rows, each as the known one at its place where the two are equal. */
function append<Each extends Row>(rows: Each[], more: readonly Each[], known: readonly Each[] = []): void {
  for (const row of more) rows.push(replaceEqualDeep(known[rows.length], row) as Each);
}
