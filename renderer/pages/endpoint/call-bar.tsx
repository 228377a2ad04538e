import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../../shared/text.ts';
import { exactTime, zone } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import type { Moment } from '../timeline/moment.ts';
import classes from './call-bar.module.css';
import { type CallGroup, groupWords, type ShownRule } from './call-order.ts';
import type { Calls } from './use-calls.ts';

/** A call's place in the timeline of its run. */
export interface CallMoment {
  readonly params: { readonly id: string; readonly tab: 'timeline' };
  readonly search: Moment;
}

const GROUPS: readonly CallGroup[] = ['counted', 'quiet'];

export interface CallBarProps {
  readonly rule: ShownRule;
  readonly calls: Calls;
  /** Null where the call on screen has no time, or is still read. */
  readonly moment: CallMoment | null;
}

/** Which calls are looked at, and which of them is on screen. */
export function CallBar({ rule, calls, moment }: CallBarProps) {
  const { run, runs, groups, group, at, call, showGroup, showRun, step } = calls;
  const words = groupWords(rule, groups);
  return (
    <div className={classes.bar}>
      <h2 className={classes.title}>Evidence</h2>
      {GROUPS.filter((id) => id === group || groups[id].length > 0).map((id) => (
        <Button
          key={id}
          size="xs"
          variant={group === id ? 'default' : 'subtle'}
          color="gray"
          aria-pressed={group === id}
          title={id === 'counted' ? `${words.counted}: ${words.about}` : 'All other calls'}
          onClick={() => showGroup(id)}
        >
          {words[id]} {formatCount(groups[id].length)}
        </Button>
      ))}
      {runs.length > 1 && (
        <NativeSelect
          aria-label="Run"
          className={classes.run}
          data={runs.map((one) => ({ value: String(one), label: `Run ${one}` }))}
          value={String(run)}
          onChange={(event) => showRun(Number(event.currentTarget.value))}
        />
      )}
      <span className={classes.gap} />
      <span className={classes.order}>{group === 'counted' ? 'strongest first' : 'in time order'}</span>
      <ActionIcon size={24} aria-label="Previous call" disabled={at <= 0} onClick={() => step(-1)}>
        <IconChevronLeft {...ICON} />
      </ActionIcon>
      <strong className={classes.place} aria-live="polite">
        Call {formatCount(at + 1)} of {formatCount(groups[group].length)}
      </strong>
      <ActionIcon size={24} aria-label="Next call" disabled={at >= groups[group].length - 1} onClick={() => step(1)}>
        <IconChevronRight {...ICON} />
      </ActionIcon>
      <span className={classes.time} title={zone()}>
        {call && (call.atMs === null ? 'time not recorded' : exactTime(call.atMs))}
      </span>
      {moment && (
        <Link to="/runs/$id/{-$tab}" {...moment} className={classes.moment}>
          Timeline
        </Link>
      )}
    </div>
  );
}
