import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportState } from '../../../shared/views.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { isRunning } from '../../data/running.ts';
import { rateWords, STEPS, stepShare, stepWords } from './import-words.ts';
import classes from './steps-card.module.css';

/** How long each step takes, as shares of the whole: reading is most of it. */
const WEIGHTS = { reading: 74, attributing: 13, judging: 13 } as const;

/** Done, under way (0 to 1, null = not known), or to come. */
function fills(state: ImportState): (number | null | 'none')[] {
  if (state.step === 'done') return [1, 1, 1];
  const step = state.step === 'waiting' ? 'reading' : state.step;
  const at = (STEPS as readonly string[]).indexOf(step);
  return STEPS.map((_, i) => (i < at ? 1 : i === at ? stepShare(state) : 'none'));
}

function Bars({ state }: { state: ImportState }) {
  const share = stepShare(state);
  const [title] = stepWords(state);
  const left = state.secondsLeft === null ? '' : `, about ${state.secondsLeft} seconds left`;
  const text = share === null ? title : `${Math.round(share * 100)} percent${left}`;
  return (
    <div
      className={classes.bars}
      role="progressbar"
      aria-label={title}
      aria-valuetext={text}
      {...(share !== null && { 'aria-valuenow': Math.round(share * 100) })}
    >
      {fills(state).map((fill, i) => {
        const name = STEPS[i] as (typeof STEPS)[number];
        const width = typeof fill === 'number' ? `${fill * 100}%` : undefined;
        return (
          <span key={name} className={classes.bar} style={{ flexGrow: WEIGHTS[name] }}>
            {fill !== 'none' && (
              <span className={classes.fill} data-unknown={fill === null || undefined} style={{ width }} />
            )}
          </span>
        );
      })}
    </div>
  );
}

function NextAction({ state, onCancel }: { state: ImportState; onCancel: () => void }) {
  if (isRunning(state)) {
    return (
      <Button size="xs" onClick={onCancel}>
        Cancel import
      </Button>
    );
  }
  if (state.step !== 'done') return null;
  return (
    <Button component={Link} to="/inventory" variant="filled" rightSection={<KeyHint keys="Ctrl+Enter" />}>
      Show the inventory
    </Button>
  );
}

export interface StepsCardProps {
  readonly state: ImportState;
  /** The newest run that the other pages show meanwhile; null: none yet. */
  readonly shownRun: number | null;
  readonly onCancel: () => void;
}

/** Three steps with one bar each, the rate, and the way on. */
export function StepsCard({ state, shownRun, onCancel }: StepsCardProps) {
  const [title, then] = stepWords(state);
  const running = isRunning(state);
  const meanwhile =
    shownRun === null
      ? 'Cancel leaves no trace.'
      : `You can keep working: run ${shownRun} is shown until this one is whole. Cancel leaves no trace.`;
  const sentence = state.message ?? (running ? meanwhile : '');
  return (
    <section className={classes.card} data-step={state.step}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <span className={classes.then}>{then}</span>
        <span className={classes.rate}>{state.step === 'reading' && rateWords(state)}</span>
        <NextAction state={state} onCancel={onCancel} />
      </div>
      {(running || state.step === 'done') && <Bars state={state} />}
      {sentence && <p className={classes.sentence}>{sentence}</p>}
    </section>
  );
}
