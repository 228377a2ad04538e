import classes from './chart-tip.module.css';

interface ChartTipProps {
  readonly title: string;
  /** A line each, such as "linked 12". */
  readonly lines: readonly string[];
}

/** What a chart says of the step under the pointer. */
export function ChartTip({ title, lines }: ChartTipProps) {
  return (
    <div className={classes.tip}>
      <strong>{title}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
