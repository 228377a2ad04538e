/** Works each answer out once. */
export function remember<Key, Answer>(work: (key: Key) => Answer): (key: Key) => Answer {
  const done = new Map<Key, Answer>();
  return (key) => {
    const known = done.get(key);
    if (known !== undefined) return known;
    const answer = work(key);
    done.set(key, answer);
    return answer;
  };
}
