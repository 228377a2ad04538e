import { IconDatabase, IconWorld } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { CaptureFacts, RunPage } from '../../../shared/run-views.ts';
import { formatLabel } from '../../../shared/text.ts';
import { bytes, count, counted, exactSpan, zone } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import classes from './captures-tab.module.css';
import card from './card.module.css';
import { lasting, leftOutWords, recordWords, timeWords } from './run-words.ts';
import { useItemKeys } from './use-item-keys.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{children}</dd>
    </>
  );
}

function LeftOut({ capture }: { capture: CaptureFacts }) {
  if (capture.skipped.length === 0) return 'nothing';
  return (
    <ul className={classes.skipped}>
      {capture.skipped.map((skip) => (
        <li key={skip.reason}>{leftOutWords(skip)}</li>
      ))}
    </ul>
  );
}

function Capture({ capture }: { capture: CaptureFacts }) {
  const { name, kind, format, spanUs, damage } = capture;
  const Icon = kind === 'http' ? IconWorld : IconDatabase;
  return (
    <article className={card.card} tabIndex={-1} aria-label={name} data-item>
      <h2 className={classes.title}>
        <Icon {...ICON} /> <span className={classes.file}>{name}</span>
      </h2>
      <dl className={classes.facts}>
        <Fact name="Format">
          {formatLabel(format)}, {bytes(capture.bytes)}
        </Fact>
        <Fact name="Records">{recordWords(capture)}</Fact>
        <Fact name="Covers">
          {spanUs === null ? (
            'no times'
          ) : (
            <span title={zone()}>
              {exactSpan(spanUs[0] / 1000, spanUs[1] / 1000)}, {lasting(spanUs[1] - spanUs[0])}
            </span>
          )}
        </Fact>
        {timeWords(capture) && <Fact name="Times">{timeWords(capture)}</Fact>}
        <Fact name="Left out">
          <LeftOut capture={capture} />
        </Fact>
        {damage && (
          <Fact name="Damage">
            <span className={classes.damage}>
              {damage.reason}, at byte {count(damage.offset)}. {counted(damage.whole, 'whole record')} before it were
              kept; what follows is lost.
            </span>
          </Fact>
        )}
      </dl>
    </article>
  );
}

/** The files of a run: what each is, what was read of it, and what was not. */
export function CapturesTab({ run }: { run: RunPage }) {
  const list = useRef<HTMLDivElement>(null);
  useItemKeys(list, run.captures.length > 0);
  return (
    <div ref={list}>
      {run.captures.map((capture) => (
        <Capture key={capture.id} capture={capture} />
      ))}
    </div>
  );
}
