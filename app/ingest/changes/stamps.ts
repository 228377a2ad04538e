import type { Stamp } from '../../../shared/records.ts';
import { isMoment } from '../instant.ts';

/** A stamp of these microseconds; null where they are no moment. */
export const stampAt = (us: number, resolutionUs: number, kind: Stamp['kind']): Stamp | null =>
  isMoment(us) ? { us, resolutionUs, kind } : null;
