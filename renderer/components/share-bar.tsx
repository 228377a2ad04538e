import classes from './share-bar.module.css';

interface ShareBarProps {
  /** Filled part, 0 to 1. */
  readonly share: number;
  readonly unsure?: boolean;
}

/** A share as a line, for eyes only: its figure stands beside it. */
export function ShareBar({ share, unsure }: ShareBarProps) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.fill} data-unsure={unsure} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
