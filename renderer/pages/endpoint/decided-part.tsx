import type { Exception, Tracking } from '../../../shared/tracking-views.ts';
import { shownDay } from '../../decide/days.ts';
import classes from './decided-part.module.css';
import { Part } from './side-parts.tsx';

const REASONS: Readonly<Record<Exception['reason'], string>> = {
  telemetry: 'Telemetry only',
  'tests-only': 'Only in tests',
  'client-cannot-change': 'Client cannot change yet',
  other: 'Other',
};

const isAddress = (ticket: string): boolean => /^https?:\/\//i.test(ticket);

/** Ticket, exception and the day it was shipped: only what was decided. */
export function DecidedPart({ tracking: { ticket, exception, shippedOn } }: { tracking: Tracking }) {
  if (!ticket && !exception && !shippedOn) return null;
  return (
    <Part title="Decided">
      <dl className={classes.facts}>
        {ticket && (
          <>
            <dt>Ticket</dt>
            <dd>
              {isAddress(ticket) ? (
                <a href={ticket} target="_blank" rel="noreferrer">
                  {ticket}
                </a>
              ) : (
                ticket
              )}
            </dd>
          </>
        )}
        {exception && (
          <>
            <dt>Exception</dt>
            <dd>
              {REASONS[exception.reason]}, {exception.until ? `until ${shownDay(exception.until)}` : 'no end'}.{' '}
              {exception.words}
            </dd>
          </>
        )}
        {shippedOn && (
          <>
            <dt>Live from</dt>
            <dd>{shownDay(shippedOn)}</dd>
          </>
        )}
      </dl>
    </Part>
  );
}
