import { Button, Popover } from '@mantine/core';
import { IconChevronDown, IconGitCompare } from '@tabler/icons-react';
import { ICON } from '../components/icon.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { RunPicker } from '../components/run-picker.tsx';
import { earlierThan, namedRun } from '../pages/run/run-order.ts';
import classes from './compare.module.css';
import { useCompareKey } from './use-compare-key.ts';
import { type Comparing, type Pair, pairOf } from './use-pair.ts';

export interface PairPickerProps {
  readonly comparing: Comparing;
  /** Null: no longer. */
  readonly onPick: (pair: Pair | null) => void;
  /** Little room: the button shows its picture and, while runs are compared, their numbers. */
  readonly brief?: boolean;
}

/** `Run 7, compared with 6`: which two runs are compared in place; nothing while there is but one run. */
export function PairPicker({ comparing, onPick, brief = false }: PairPickerProps) {
  useCompareKey(comparing, onPick);
  const { runs, pair } = comparing;
  const newest = pairOf(runs, { vs: -1 });
  if (!newest) return null;
  const pick = (next: Partial<Pair>) => onPick(pairOf(runs, { ...newest, ...pair, ...next }));
  const { run, vs } = pair ?? newest;
  return (
    <Popover position="bottom-end" trapFocus returnFocus onOpen={() => pair || onPick(newest)}>
      <Popover.Target>
        <Button leftSection={<IconGitCompare {...ICON} />} rightSection={<IconChevronDown {...ICON} size={14} />}>
          {brief && pair && <span aria-hidden>{`${run}, ${vs}`}</span>}
          <span className={brief ? 'ea-hidden' : undefined}>
            {pair ? `Run ${run}, compared with ${vs}` : 'Compare runs'}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.pick}>
        <RunPicker
          label="Run"
          runs={runs.slice(0, -1).map(namedRun)}
          value={run}
          onPick={(next) => pick({ run: next })}
        />
        <RunPicker
          label="compared with"
          runs={earlierThan(runs, run).map(namedRun)}
          value={vs}
          onPick={(next) => pick({ vs: next })}
        />
        <Button size="xs" disabled={!pair} rightSection={<KeyHint keys="d" />} onClick={() => onPick(null)}>
          Do not compare
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
