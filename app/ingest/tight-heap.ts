import { setFlagsFromString } from 'node:v8';

/**
 * Does work whose objects are short-lived with a heap that at most doubles between full collections. Left alone, V8 lets
 * the little that lives grow to four times before it looks, which a file of any size would then hold. The flag counts
 * for the process, so it is taken back afterwards.
 */
export async function withTightHeap<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--heap-growing-percent=100');
  try {
    return await work();
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
  }
}
