const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `4,286`. */
export const count = (value: number): string => whole.format(value);

/** `1 run`, `4,286 runs`; the plural is given where it is not just an s. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `96.1 %` of a share from 0 to 1; never rounds to a 0 or 100 that is not one. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  return `${oneDigit.format(Math.min(99.9, Math.max(0.1, share * 100)))} %`;
}

/** `41 KB`, `9.8 MB`, `412 MB`: thousands, three figures. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let left = value;
  let unit = 0;
  while (left >= 999.5 && unit < units.length - 1) {
    left /= 1000;
    unit += 1;
  }
  return `${unit === 0 || left >= 99.95 ? whole.format(left) : oneDigit.format(left)} ${units[unit]}`;
}

/** `1 µs`, `61.4 ms`, `1.7 s` of microseconds. */
export function micros(us: number): string {
  if (us < 1000) return `${whole.format(us)} µs`;
  const [value, unit] = us < 1_000_000 ? [us / 1000, 'ms'] : [us / 1_000_000, 's'];
  return `${Number.isInteger(value) ? whole.format(value) : oneDigit.format(value)} ${unit}`;
}

/** `27 min 12 s`, `58 s`, `3 h 5 min`, `0.4 s` of milliseconds. */
export function span(ms: number): string {
  if (ms < 10_000) return `${oneDigit.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const minute: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const listTime = new Intl.DateTimeFormat('en-GB', { ...day, ...minute });
const listDay = new Intl.DateTimeFormat('en-GB', day);
const clock = new Intl.DateTimeFormat('en-GB', { ...minute, second: '2-digit' });
const exact = new Intl.DateTimeFormat('en-GB', {
  ...day,
  ...minute,
  year: 'numeric',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** `21 Nov, 20:19`, local time; for lists. */
export const shortTime = (ms: number): string => listTime.format(ms);
/** `21 Nov`, local time. */
export const shortDay = (ms: number): string => listDay.format(ms);
/** `20:19:21`. */
export const clockTime = (ms: number): string => clock.format(ms);
/** `21 Nov 2026, 20:19:21.482`, local time; for evidence. */
export const exactTime = (ms: number): string => exact.format(ms);
/** `21 Nov 2026, 20:19:21.482 to 20:20:02.001`: the day once, where it is the same. */
export function exactSpan(from: number, to: number): string {
  const [first, last] = [exactTime(from), exactTime(to)];
  const day = first.slice(0, first.indexOf(', ') + 2);
  return `${first} to ${last.startsWith(day) ? last.slice(day.length) : last}`;
}
/** The zone that local times are in, for tooltips. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
