import type { ReactNode } from 'react';
import { STATUS_LABELS, VERDICT_LABELS } from '../../shared/text.ts';
import type { MigrationStatus, Verdict } from '../../shared/words.ts';
import classes from './glyphs.module.css';

/** Verdicts and statuses differ by shape and word; colour only repeats what they say. 14 px, drawn for this program. */

const CHECK = <path d="M4.6 7.2l1.7 1.7 3.2-3.6" />;
const DASHED = <circle cx="7" cy="7" r="5.6" strokeDasharray="2.2 1.72" />;
const RING = <circle cx="7" cy="7" r="5.6" />;
const SHIELD = <path d="M7 1.2l4.8 1.7v3.6c0 2.9-1.9 5.2-4.8 6.3C4.1 11.7 2.2 9.4 2.2 6.5V2.9z" />;

const VERDICT_SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  broken: (
    <>
      <path className={classes.filled} d="M4.6 1.2h4.8l3.4 3.4v4.8l-3.4 3.4H4.6L1.2 9.4V4.6z" />
      <path className={classes.cut} d="M5.1 5.1l3.8 3.8M8.9 5.1L5.1 8.9" />
    </>
  ),
  unsure: (
    <>
      <path d="M7 .9L13.1 7 7 13.1 .9 7z" />
      <path d="M5.6 5.7c0-.8.6-1.3 1.4-1.3s1.4.5 1.4 1.2c0 .9-1.4 1-1.4 2.1" />
      <circle className={classes.filled} cx="7" cy="9.5" r=".4" />
    </>
  ),
  holds: (
    <>
      {RING}
      {CHECK}
    </>
  ),
  'not-judged': (
    <>
      {DASHED}
      <path d="M4.8 7h4.4" />
    </>
  ),
  allowed: (
    <>
      {SHIELD}
      {CHECK}
    </>
  ),
};

/** A ring filled clockwise from the top. */
function pie(quarters: 1 | 2 | 3): ReactNode {
  const end = { 1: '10.2 7', 2: '7 10.2', 3: '3.8 7' }[quarters];
  return (
    <>
      {RING}
      <path className={classes.filled} d={`M7 7V3.8A3.2 3.2 0 ${quarters === 3 ? 1 : 0} 1 ${end}z`} />
    </>
  );
}

const STATUS_SHAPES: Readonly<Record<MigrationStatus, ReactNode>> = {
  detected: DASHED,
  triaged: RING,
  planned: pie(1),
  'in-progress': pie(2),
  shipped: pie(3),
  verified: (
    <>
      <circle className={classes.filled} cx="7" cy="7" r="5.6" />
      <path className={classes.cut} d="M4.6 7.2l1.7 1.7 3.2-3.6" />
    </>
  ),
  exception: SHIELD,
  regressed: (
    <>
      <path d="M2.6 4.2A5.3 5.3 0 1 1 1.7 7.3" />
      <path d="M2.3 1.4v3.1h3.1" />
    </>
  ),
};

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg className={classes.glyph} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {children}
    </svg>
  );
}

/** The shape alone, in the verdict's colour; the caller says the word. */
export function VerdictGlyph({ verdict }: { verdict: Verdict }) {
  return (
    <span className={classes.glyphOnly} data-verdict={verdict}>
      <Drawing>{VERDICT_SHAPES[verdict]}</Drawing>
    </span>
  );
}

export function StatusGlyph({ status }: { status: MigrationStatus }) {
  return (
    <span className={classes.glyphOnly} data-status={status}>
      <Drawing>{STATUS_SHAPES[status]}</Drawing>
    </span>
  );
}

/** Glyph and word. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <span className={classes.mark} data-verdict={verdict}>
      <Drawing>{VERDICT_SHAPES[verdict]}</Drawing>
      {VERDICT_LABELS[verdict]}
    </span>
  );
}

/** Glyph and word. Only regressed has a word in colour: it asks for someone. */
export function StatusMark({ status }: { status: MigrationStatus }) {
  return (
    <span className={classes.mark} data-status={status}>
      <span className={classes.glyphOnly} data-status={status}>
        <Drawing>{STATUS_SHAPES[status]}</Drawing>
      </span>
      {STATUS_LABELS[status]}
    </span>
  );
}
