import type { LinkedTransaction } from '../../../shared/call-views.ts';
import type { Exchange, Stamp } from '../../../shared/records.ts';
import { micros } from '../../components/format.ts';
import { isCoarse } from './strip-geometry.ts';

type Times = Pick<Exchange, 'startUs' | 'endUs'>;

const MOMENTS: Readonly<Record<Stamp['kind'], string>> = {
  commit: 'commit',
  'transaction-start': 'transaction began',
  'statement-start': 'statement began',
  event: 'change',
  app: 'stamped by the application',
};

/** When the transaction's stamp lies against the request, in which 0 is when it was sent: `commit at 24.1 ms`. */
export function whenWords({ time }: Pick<LinkedTransaction, 'time'>, { startUs, endUs }: Times): string {
  if (!time) return 'commit time not recorded';
  const moment = MOMENTS[time.kind];
  if (startUs === null) return `${moment}; the request has no time`;
  if (isCoarse(time)) return `${moment} known to ${micros(time.resolutionUs)} only`;
  if (time.us < startUs) return `${moment} ${micros(startUs - time.us)} before the request began`;
  if (endUs !== null && time.us > endUs) return `${moment} ${micros(time.us - endUs)} after the response`;
  return `${moment} at ${micros(time.us - startUs)}`;
}

/** As the rows say it; milliseconds go without saying, as on the ruler. */
export const inMs = (us: number): string => micros(us).replace(/ ms$/, '');
