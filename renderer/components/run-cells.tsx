import type { RunCell } from '../../shared/views.ts';
import classes from './run-cells.module.css';

type State = RunCell['state'];

const SAID: Readonly<Record<State, string>> = {
  wrote: 'found',
  'no-write': 'called, not found',
  unsure: 'unsure',
  'not-seen': 'not seen',
};

/** 9 px: square, ring, diamond, dash. "Not seen" looks like absence, never like a pass. */
function CellGlyph({ state }: { state: State }) {
  return <span className={classes.cell} data-state={state} aria-hidden="true" />;
}

/** The last seven runs of a finding, newest right. */
export function RunCells({ runs }: { runs: readonly RunCell[] }) {
  const shown = runs.slice(-7);
  const label = shown.map(({ run, state }) => `run ${run} ${SAID[state]}`).join(', ');
  return (
    <span className={classes.cells} role="img" aria-label={label} title={label}>
      {shown.map(({ run, state }) => (
        <CellGlyph key={run} state={state} />
      ))}
    </span>
  );
}

/** What the shapes mean; at the right of the tabs. */
export function RunLegend() {
  return (
    <span className={classes.legend}>
      {(Object.keys(SAID) as State[]).map((state) => (
        <span key={state} className={classes.entry}>
          <CellGlyph state={state} />
          {SAID[state]}
        </span>
      ))}
    </span>
  );
}
