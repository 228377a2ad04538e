const EVERY_MS = 250;

/** At most four times a second. */
export function seldom<T>(report: (news: T) => void): (news: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (news) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    report(news);
  };
}
