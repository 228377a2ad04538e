/** The part of a run's time that is in view. Epoch microseconds. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Nothing is shorter than the microsecond that stamps are counted in. */
const LEAST_US = 50;
/** Room before the first mark and after the last, as a share of the run. */
const MARGIN = 0.01;
/** Shown around a moment that comes without a width. */
const AROUND_US = 1_000_000;

export const widthOf = ({ fromUs, toUs }: TimeWindow): number => toUs - fromUs;

/** All of a run. */
export function wholeOf({ fromUs, toUs }: TimeWindow): TimeWindow {
  const margin = Math.max(LEAST_US, Math.ceil((toUs - fromUs) * MARGIN));
  return { fromUs: fromUs - margin, toUs: toUs + margin };
}

/** The window of this width nearest to `fromUs` that lies within the whole. */
function placed(fromUs: number, width: number, whole: TimeWindow): TimeWindow {
  const fitting = Math.round(Math.min(widthOf(whole), Math.max(LEAST_US, width)));
  const from = Math.round(Math.max(whole.fromUs, Math.min(whole.toUs - fitting, fromUs)));
  return { fromUs: from, toUs: from + fitting };
}

/** `factor` 0.5 shows half as much; `aroundUs` stays where it is on screen. */
export function zoomed(window: TimeWindow, factor: number, aroundUs: number, whole: TimeWindow): TimeWindow {
  const width = Math.min(widthOf(whole), Math.max(LEAST_US, widthOf(window) * factor));
  const share = (aroundUs - window.fromUs) / widthOf(window);
  return placed(aroundUs - share * width, width, whole);
}

export function panned(window: TimeWindow, byUs: number, whole: TimeWindow): TimeWindow {
  return placed(window.fromUs + byUs, widthOf(window), whole);
}

/** Between two moments, in whichever order. */
export function between(oneUs: number, otherUs: number, whole: TimeWindow): TimeWindow {
  return placed(Math.min(oneUs, otherUs), Math.abs(otherUs - oneUs), whole);
}

/** The same width, moved no further than needed for a span to be in view, with some room. */
export function showing(window: TimeWindow, [fromUs, toUs]: readonly [number, number], whole: TimeWindow): TimeWindow {
  const room = widthOf(window) * 0.05;
  const isIn = fromUs >= window.fromUs && Math.min(toUs, fromUs + room) <= window.toUs;
  if (isIn) return window;
  return fromUs < window.fromUs
    ? placed(fromUs - room, widthOf(window), whole)
    : placed(Math.min(fromUs, toUs) + 2 * room - widthOf(window), widthOf(window), whole);
}

/** What the address says: `t` is the moment in the middle, `w` the width, both in microseconds. */
export interface TimeAddress {
  readonly t: number | undefined;
  readonly w: number | undefined;
}

export function windowAt({ t, w }: TimeAddress, whole: TimeWindow): TimeWindow {
  if (t === undefined) return whole;
  const width = w ?? AROUND_US;
  return placed(t - Math.floor(width / 2), width, whole);
}

export function addressOf(window: TimeWindow, whole: TimeWindow): TimeAddress {
  const width = widthOf(window);
  if (width >= widthOf(whole)) return { t: undefined, w: undefined };
  return { t: window.fromUs + Math.floor(width / 2), w: width };
}

export const isSame = (one: TimeWindow, other: TimeWindow): boolean =>
  one.fromUs === other.fromUs && one.toUs === other.toUs;
