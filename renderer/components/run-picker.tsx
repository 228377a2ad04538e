import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { shortDay } from './format.ts';
import classes from './run-picker.module.css';

export interface RunPickerProps {
  /** `Compared with`. */
  readonly label: string;
  /** Newest first. */
  readonly runs: readonly { readonly id: number; readonly atMs: number }[];
  readonly value: number;
  readonly onPick: (run: number) => void;
}

/** One run of several, with its day. */
export function RunPicker({ label, runs, value, onPick }: RunPickerProps) {
  const id = useId();
  return (
    <div className={classes.picker}>
      <label htmlFor={id}>{label}</label>
      <NativeSelect
        id={id}
        size="xs"
        value={String(value)}
        onChange={(event) => onPick(Number(event.currentTarget.value))}
        data={runs.map(({ id, atMs }) => ({ value: String(id), label: `Run ${id}, ${shortDay(atMs)}` }))}
      />
    </div>
  );
}
