import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AwaitedState } from '../../../shared/summary-views.ts';
import { type ClassChange, isWorse, type VerdictMove } from '../../../shared/table-views.ts';
import { RULE_LABELS } from '../../../shared/text.ts';
import { Arrow } from '../../components/arrow.tsx';
import { AwaitedLine } from '../../components/awaited-line.tsx';
import { count } from '../../components/format.ts';
import { VerdictMark } from '../../components/glyphs.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { useSlow } from '../../components/skeleton-rows.tsx';
import { announce } from '../../shell/announce.ts';
import classes from './table-panel.module.css';
import { movesWords } from './table-words.ts';

function Move({ move }: { move: VerdictMove }) {
  const { endpoint, rule, before, after, summary } = move;
  return (
    <li className={classes.move} data-worse={isWorse(move) || undefined}>
      <Link
        className={classes.endpoint}
        to="/endpoint/$endpointId/$rule"
        params={{ endpointId: String(endpoint.id), rule }}
      >
        <RouteText method={endpoint.method} route={endpoint.route} />
      </Link>
      <span className={classes.rule}>{RULE_LABELS[rule]}</span>
      <span className={classes.verdicts}>
        <VerdictMark verdict={before} />
        <Arrow />
        <VerdictMark verdict={after} />
      </span>
      <p className={classes.why}>{summary}</p>
    </li>
  );
}

export interface ChangeCardProps {
  /** Null while everything is judged again. */
  readonly follows: ClassChange | null;
  /** Only looked at, not set. */
  readonly isPreview: boolean;
  /** How far judging is, where that is told here. */
  readonly state?: AwaitedState | null;
}

/** The verdicts that follow from a class change, and the open findings before and after it. */
export function ChangeCard({ follows, isPreview, state = null }: ChangeCardProps) {
  const slow = useSlow(follows === null);
  useEffect(() => {
    if (isPreview && follows) announce(movesWords(follows, isPreview));
  }, [follows, isPreview]);
  const waiting = isPreview ? 'Judging on trial what would follow' : 'Judging everything again';
  if (follows === null) return slow ? <AwaitedLine doing={waiting} state={state} /> : null;
  const moves = follows.moves.length;
  const worse = follows.moves.filter(isWorse).length;
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>
        {movesWords(follows, isPreview)}
        <span className={classes.took}>judged in {count(follows.tookMs)} ms</span>
      </h3>
      {worse > 0 && (
        <p className={classes.worse}>
          {worse === moves ? (moves === 1 ? 'It gets worse' : 'All get worse') : `${count(worse)} get worse`}
          {worse < moves && `, ${count(moves - worse)} better`}
        </p>
      )}
      <ul className={classes.moves}>
        {follows.moves.map((move) => (
          <Move key={move.key} move={move} />
        ))}
      </ul>
      <p className={classes.pair}>
        Open findings
        <span className={classes.figures}>
          {count(follows.openBefore)} <Arrow /> {count(follows.openAfter)}
        </span>
      </p>
    </section>
  );
}
