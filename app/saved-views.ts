import type { z } from 'zod';
import type { removeViewInput, renameViewInput, saveViewInput } from '../shared/inputs.ts';
import { BadInput } from './calls.ts';
import type { Db } from './store/database.ts';
import { readDecidedOf, type Step, type Subject } from './store/decisions.ts';
import type { Plan } from './track/decide.ts';

/** Views of the inventory that people gave a name: decisions like others, undone by the same key. */

const subjectOf = (name: string): Subject => `view:${name}`;
const step = (name: string, value: string | null): Step => ({ subject: subjectOf(name), field: 'view', value });

export const planSavedView = ({ name, address }: z.output<typeof saveViewInput>): Plan => ({
  label: `View ${name}`,
  steps: [step(name, address)],
  refused: [],
});

export const planRemovedView = ({ name }: z.output<typeof removeViewInput>): Plan => ({
  label: `View ${name} removed`,
  steps: [step(name, null)],
  refused: [],
});

/** @throws BadInput where there is no such view, or another has that name: a rename replaces nothing. */
export function planViewName(db: Db, { name, to }: z.output<typeof renameViewInput>): Plan {
  const view = addressOf(db, name);
  if (view === null) throw new BadInput(`There is no view ${name}`);
  if (to !== name && addressOf(db, to) !== null) throw new BadInput(`There is a view ${to} already`);
  const steps = to === name ? [] : [step(name, null), step(to, view)];
  return { label: `View ${name} is now ${to}`, steps, refused: [] };
}

function addressOf(db: Db, name: string): string | null {
  const { view } = readDecidedOf(db, subjectOf(name));
  return view === undefined ? null : String(view);
}
