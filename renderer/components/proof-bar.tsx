import classes from './proof-bar.module.css';

export interface ProofBarProps {
  /** Filled part, 0 to 1. */
  readonly share: number;
  /** Where chance alone would end, 0 to 1; null: not known. */
  readonly expected: number | null;
  /** The same as a sentence: `52 of 60 calls wrote, 0.3 by chance`. */
  readonly label: string;
}

const at = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;

/** What was counted, and a tick at what chance would explain. */
export function ProofBar({ share, expected, label }: ProofBarProps) {
  return (
    <span className={classes.bar} role="img" aria-label={label}>
      <span className={classes.filled} style={{ width: at(share) }} />
      {expected !== null && <span className={classes.chance} style={{ left: at(expected) }} />}
    </span>
  );
}
