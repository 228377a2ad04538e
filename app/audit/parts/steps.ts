import type { Cell } from '../../../shared/records.ts';
import type { ExhibitStep } from '../../../shared/views.ts';
import type { Call, Value } from '../rule.ts';
import { callerKey } from './conditions.ts';
import { callWord, clientWord } from './requests.ts';
import type { CellMove } from './set-cells.ts';
import { cellValue } from './values.ts';

/** One call of a sequence; `over` says what is not as the call itself tells. */
export const stepOf = (call: Call, text: string, over: Partial<ExhibitStep> = {}): ExhibitStep => ({
  who: clientWord(call),
  call: callWord(call),
  text,
  exchangeId: call.id,
  ...(call.startUs !== null && { atUs: call.startUs }),
  ...over,
});

/** Who sends each of these calls: users of one program are told apart, `web/1, user A` and `web/1, user B`. */
export function callerWords(calls: readonly Call[]): (call: Call) => string {
  const callers = [...new Map(calls.map((call) => [callerKey(call), call])).values()];
  const words = new Map<string, string>();
  for (const own of Map.groupBy(callers, clientWord).values()) {
    const users = own.filter(({ identity }) => identity !== null);
    for (const call of own) words.set(callerKey(call), own.length === 1 ? clientWord(call) : userWord(call, users));
  }
  return (call) => words.get(callerKey(call)) ?? clientWord(call);
}

const userWord = (call: Call, users: readonly Call[]): string =>
  call.identity === null
    ? `${clientWord(call)}, no user named`
    : `${clientWord(call)}, user ${String.fromCharCode(65 + users.indexOf(call))}`;

/** Longer values are cut. */
const MOST_SIGNS = 60;

/** `draft → published`; without what was not captured. */
export function moveWords({ before, after }: CellMove): Pick<ExhibitStep, 'value'> {
  const [was, is] = [before, after].map((cell) => valueWord(cell)?.replace(/^$/, '(empty)'));
  if (is === undefined) return {};
  return { value: was === undefined ? is : `${was} → ${is}` };
}

/** A row's value as people read it; null where it was not captured. */
export function valueWord(cell: Cell | undefined): string | null {
  const value: Value | undefined = cellValue(cell);
  if (value === undefined) return null;
  if (value === null) return 'NULL';
  const text = String(value);
  return text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS)}…` : text;
}
