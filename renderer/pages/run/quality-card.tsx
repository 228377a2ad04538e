import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Correction, LogClock, Quality } from '../../../shared/quality-views.ts';
import type { RunPage } from '../../../shared/run-views.ts';
import { CopiedBlock } from '../../components/copied-block.tsx';
import { count, counted, shortTime } from '../../components/format.ts';
import { useCorrect } from '../../correct/use-correct.ts';
import { CalibrationPart } from './calibration-part.tsx';
import card from './card.module.css';
import classes from './quality-card.module.css';
import { type Advice, adviceFor, clockWords, stampWords } from './quality-words.ts';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </div>
  );
}

function Clock({ clock }: { clock: LogClock }) {
  return (
    <li>
      <span className={classes.name}>{clock.capture}</span>
      <span>{clockWords(clock)}</span>
      <span className={classes.quiet}>{stampWords(clock)}</span>
    </li>
  );
}

function Clocks({ clocks }: Pick<Quality, 'clocks'>) {
  if (clocks === null)
    return <p className={classes.quiet}>An earlier version linked this run and did not keep what it measured.</p>;
  return (
    <ul className={classes.clocks}>
      {clocks.map((clock) => (
        <Clock key={clock.captureId} clock={clock} />
      ))}
    </ul>
  );
}

function NextTime({ advice, quality: { ids } }: { advice: readonly Advice[]; quality: Quality }) {
  return (
    <>
      <p className={classes.quiet}>
        {count(ids.requestsWithId)} of {count(ids.requests)} requests and {count(ids.transactionsWithId)} of{' '}
        {count(ids.transactions)} transactions carry an id.{' '}
        {advice.length === 0 ? 'Nothing is missing.' : 'With the same id on both sides a link is certain.'}
      </p>
      <ol className={classes.steps}>
        {advice.map(({ text, setting }) => (
          <li key={text}>
            {text}
            {setting !== null && <CopiedBlock text={setting} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Corrected({ correction }: { correction: Correction }) {
  const { allowAgain, nameJob } = useCorrect();
  const takeBack = () =>
    correction.kind === 'job' ? nameJob(correction.signature, null, null) : allowAgain(pairOf(correction));
  const said = correctionWords(correction);
  return (
    <li>
      <span>{said}</span>
      <span className={classes.quiet}>
        {correction.who}, {shortTime(correction.atMs)}
        {correction.why && `: ${correction.why}`}
      </span>
      <Button size="xs" className={classes.back} aria-label={`Take back: ${said}`} onClick={takeBack}>
        Take back
      </Button>
    </li>
  );
}

const pairOf = ({ transactionId, exchangeId }: Extract<Correction, { kind: 'link' }>) => ({
  transactionId,
  exchangeId,
});

function correctionWords(correction: Correction): string {
  return correction.kind === 'job'
    ? `${correction.name} is a background job: ${correction.signature}, ${counted(correction.transactions, 'transaction')}`
    : `Not ${correction.endpoint ?? 'a request without an endpoint'}: transaction ${correction.sourceId}`;
}

function Corrections({ corrections }: Pick<Quality, 'corrections'>) {
  if (corrections.length === 0) return null;
  return (
    <Part title="Said by people">
      <ul className={classes.clocks}>
        {corrections.map((correction) => (
          <Corrected key={correctionWords(correction)} correction={correction} />
        ))}
      </ul>
    </Part>
  );
}

/** How sure a run's links are: the clocks they rest on, and what would make the next recording better. */
export function QualityCard({ run: { exchanges, links, quality } }: { run: RunPage }) {
  if (links.transactions === 0 || exchanges === 0) return null;
  const advice = adviceFor(quality.ids, quality.clocks ?? []);
  return (
    <section className={card.card} aria-label="How sure are the links?">
      <h2 className={card.title}>How sure are the links?</h2>
      <div className={classes.parts}>
        <div className={classes.column}>
          <Part title="Clocks of the change logs">
            <Clocks clocks={quality.clocks} />
          </Part>
          {quality.calibration && (
            <Part title="Said against right, where an id tells">
              <CalibrationPart calibration={quality.calibration} />
            </Part>
          )}
        </div>
        <div className={classes.column}>
          <Corrections corrections={quality.corrections} />
          <Part title="To record better next time">
            <NextTime advice={advice} quality={quality} />
          </Part>
        </div>
      </div>
    </section>
  );
}
