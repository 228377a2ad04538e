import type { Exception, Tracking } from '../../../shared/tracking-views.ts';
import type { EndpointFinding } from '../../../shared/views.ts';
import { CONDITION_WORDS } from '../../decide/condition-words.ts';
import { shownDay } from '../../decide/days.ts';
import classes from './decided-part.module.css';
import { FixProofPart } from './fix-proof-part.tsx';
import { Part } from './side-parts.tsx';

const REASONS: Readonly<Record<Exception['reason'], string>> = {
  telemetry: 'Telemetry only',
  'tests-only': 'Only in tests',
  'client-cannot-change': 'Client cannot change yet',
  other: 'Other',
};

const isAddress = (ticket: string): boolean => /^https?:\/\//i.test(ticket);

/** What was decided, and what runs have made of it since. */
export function DecidedPart({ finding }: { finding: EndpointFinding }) {
  const { tracking } = finding;
  return (
    <>
      <Facts tracking={tracking} />
      {tracking.fix && <FixProofPart finding={finding} fix={tracking.fix} />}
    </>
  );
}

/** Ticket, exception and the day it was shipped: only what was decided. */
function Facts({ tracking: { ticket, exception, shippedOn, hint } }: { tracking: Tracking }) {
  if (!ticket && !exception && !shippedOn) return null;
  return (
    <Part title="Decided">
      {hint && <p className={classes.hint}>{hint}</p>}
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
              {exception.reopen?.map((condition) => (
                <span key={condition} className={classes.condition}>
                  Reopens when {CONDITION_WORDS[condition]}
                </span>
              ))}
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
