import { ownText } from './own-text.ts';

const MOST = 20_000;

/** Remembers what was said of a name: the same few come with every record. */
export function remembered<Answer>(judge: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, Answer>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = judge(name);
    if (known.size >= MOST) known.clear();
    known.set(ownText(name), answer);
    return answer;
  };
}
