import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportState } from '../../../shared/import-views.ts';
import type { WorkspaceSummary } from '../../../shared/summary-views.ts';
import type { RunRow } from '../../../shared/views.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { isRunning } from '../../data/running.ts';
import { foundWords, rateWords, STEPS, stepShare, stepWords } from './import-words.ts';
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

function NextAction({ state, onCancel, cancelling }: Pick<StepsCardProps, 'state' | 'onCancel' | 'cancelling'>) {
  if (isRunning(state)) {
    return (
      <Button size="xs" loading={cancelling} onClick={onCancel}>
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
  /** What the other pages show now. */
  readonly summary: WorkspaceSummary | undefined;
  /** The run that came of it; once it is whole. */
  readonly run: RunRow | undefined;
  readonly onCancel: () => void;
  /** Called off, but the engine has not let go yet. */
  readonly cancelling: boolean;
}

/** The one sentence under the bars. */
function sentenceOf({ state, summary, run }: StepsCardProps): string {
  if (state.message !== null) return state.message;
  const shown = summary?.links?.run;
  if (isRunning(state)) {
    const meanwhile =
      shown === undefined ? '' : `You can keep working: run ${shown} is shown until this one is whole. `;
    return `${meanwhile}Cancel leaves no trace.`;
  }
  if (state.step !== 'done' || !summary) return '';
  if (run?.captures.every(({ kind }) => kind === 'http')) return 'Not judged: no change log covers these requests.';
  return foundWords(summary);
}

/** Three steps with one bar each, the rate, and the way on. */
export function StepsCard(props: StepsCardProps) {
  const { state, onCancel, cancelling } = props;
  const [title, then] = stepWords(state);
  const sentence = sentenceOf(props);
  return (
    <section className={classes.card} data-step={state.step}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <span className={classes.then}>{then}</span>
        <span className={classes.rate}>{rateWords(state)}</span>
        <NextAction state={state} onCancel={onCancel} cancelling={cancelling} />
      </div>
      {(isRunning(state) || state.step === 'done') && <Bars state={state} />}
      {sentence && <p className={classes.sentence}>{sentence}</p>}
    </section>
  );
}
