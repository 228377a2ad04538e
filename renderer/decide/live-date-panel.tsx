import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { FixPreview } from '../../shared/tracking-views.ts';
import type { FindingRow } from '../../shared/views.ts';
import { counted } from '../components/format.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useTRPC } from '../data/api.ts';
import { dayOf, isDay, LAST_DAY } from './days.ts';
import classes from './decide.module.css';
import { followsFrom } from './live-date-words.ts';

export interface LiveDatePanelProps {
  readonly findings: readonly FindingRow[];
  readonly action: string;
  readonly onSave: (day: string) => void;
}

/** Asks from which day a fix is live, and says what the runs that are there make of that day. */
export function LiveDatePanel({ findings, action, onSave }: LiveDatePanelProps) {
  const [first] = findings;
  const [day, setDay] = useState(() => (findings.length === 1 && first?.tracking.shippedOn) || dayOf(new Date()));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isDay(day)) onSave(day);
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput
        data-autofocus
        type="date"
        required
        withAsterisk={false}
        max={LAST_DAY}
        label="From which day is the fix live?"
        description="Runs recorded from that day on prove it, or take it back"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      {isDay(day) && <Follows findings={findings} day={day} />}
      <div className={classes.formFoot}>
        <Button type="submit" variant="filled" disabled={!isDay(day)} rightSection={<KeyHint keys="Enter" />}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** More findings than these are not looked at one by one. */
const MOST = 500;

function Follows({ findings, day }: { findings: readonly FindingRow[]; day: string }) {
  const keys = findings.slice(0, MOST).map(({ key }) => key);
  const { data, error } = useQuery(useTRPC().previewFix.queryOptions({ keys, shippedOn: day }));
  if (error) return <p className={classes.follows}>What follows from it could not be read.</p>;
  const { words, regressed } = data ? followsFrom(data as readonly FixPreview[]) : { words: '', regressed: 0 };
  return (
    <p className={classes.follows} data-regressed={regressed > 0 || undefined} aria-live="polite">
      {words}
      {keys.length < findings.length && ` Of the first ${counted(keys.length, 'finding')}.`}
    </p>
  );
}
