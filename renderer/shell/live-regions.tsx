import { useSyncExternalStore } from 'react';
import { currentlySpoken, subscribeSpoken } from './announce.ts';

/** Empty to the eye; `announce` fills them. */
export function LiveRegions() {
  const { polite, assertive } = useSyncExternalStore(subscribeSpoken, currentlySpoken);
  return (
    <>
      <div className="ea-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="ea-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
