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

/** Works the one answer out when it is asked for first. */
export function once<Answer>(work: () => Answer): () => Answer {
  let answer: { readonly is: Answer } | null = null;
  return () => {
    answer ??= { is: work() };
    return answer.is;
  };
}
