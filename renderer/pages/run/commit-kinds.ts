import type { BucketCounts } from '../../../shared/run-views.ts';

/** How a transaction was answered, in the order of drawing from the axis down. */
export const COMMIT_KINDS: readonly {
  readonly kind: Exclude<keyof BucketCounts, 'requests'>;
  readonly name: string;
}[] = [
  { kind: 'linked', name: 'linked commits' },
  { kind: 'background', name: 'background' },
  { kind: 'undecided', name: 'not told apart' },
];
