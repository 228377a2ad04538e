/** The local day of a moment in epoch milliseconds, as `2027-02-21`. */
export function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

const shown = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `2027-02-21` → `21 Feb 2027`. */
export const dayWord = (day: string): string => shown.format(new Date(`${day}T00:00:00Z`));

/** The first moment after a local day, in epoch milliseconds. */
export function endOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}
