import { setFlagsFromString } from 'node:v8';

/**
 * Does work whose objects are short-lived with a heap that grows by three fifths at most between full collections. Left
 * alone, V8 lets the little that lives grow to four times before it looks, which a file of any size would then hold.
 * Young objects are collected by the thread that made them: so few live on that several threads only wait for one
 * another. The flags count for the process, so they are taken back afterwards.
 */
export async function withTightHeap<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--heap-growing-percent=60');
  setFlagsFromString('--no-parallel-scavenge');
  try {
    return await work();
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
    setFlagsFromString('--parallel-scavenge');
  }
}
