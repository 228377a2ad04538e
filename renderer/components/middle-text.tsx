import classes from './middle-text.module.css';

/** Letters at the end that always show. */
const KEPT = 10;

/** A text that loses its middle where it is too long, so that names which begin alike stay apart. */
export function MiddleText({ text, kept = KEPT }: { text: string; kept?: number }) {
  const cut = Math.max(0, text.length - kept);
  return (
    <span className={classes.text} title={text}>
      {cut > 0 && <span className={classes.head}>{text.slice(0, cut)}</span>}
      <span className={classes.tail}>{text.slice(cut)}</span>
    </span>
  );
}
