import type { Rule } from '../rule.ts';
import { cachedSideEffect } from './cached-side-effect.ts';
import { deleteSideEffects } from './delete-side-effects.ts';
import { duplicatePost } from './duplicate-post.ts';
import { failedCallWrites } from './failed-call-writes.ts';
import { patchUnconditional } from './patch-unconditional.ts';
import { putNotIdempotent } from './put-not-idempotent.ts';
import { putPartial } from './put-partial.ts';
import { putSharedState } from './put-shared-state.ts';
import { putSplitOwnership } from './put-split-ownership.ts';
import { safeMethodWrites } from './safe-method-writes.ts';
import { telemetryReadBack } from './telemetry-read-back.ts';

/** Every rule, in the order of design and display. A new rule is a file, a fixture folder and a line here. */
export const RULES: readonly Rule[] = [
  safeMethodWrites,
  telemetryReadBack,
  putNotIdempotent,
  putPartial,
  putSplitOwnership,
  putSharedState,
  patchUnconditional,
  deleteSideEffects,
  failedCallWrites,
  duplicatePost,
  cachedSideEffect,
];
