import { TextInput } from '@mantine/core';
import { type ChangeEvent, useState } from 'react';
import type { NoteDates } from '../../../shared/note-views.ts';
import classes from './note-options.module.css';

export interface NoteDatesFormProps {
  readonly saved: NoteDates;
  readonly onSave: (dates: NoteDates) => void;
}

/** From when the call under the cursor is deprecated, and when it changes; kept with Enter and on leaving the two, once they fit. */
export function NoteDatesForm({ saved, onSave }: NoteDatesFormProps) {
  const [typed, setTyped] = useState<Partial<NoteDates>>({});
  const dates = { ...saved, ...typed };
  const late = dates.deprecation !== null && dates.sunset !== null && dates.sunset < dates.deprecation;
  const leave = () => {
    if (late) return;
    if (dates.deprecation !== saved.deprecation || dates.sunset !== saved.sunset) onSave(dates);
    setTyped({});
  };
  const field = (name: keyof NoteDates) => ({
    type: 'date',
    size: 'xs',
    value: dates[name] ?? '',
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [name]: event.currentTarget.value || null }),
  });
  return (
    <fieldset
      className={classes.dates}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && leave()}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    >
      <legend className={classes.title}>Dates of this note</legend>
      <TextInput {...field('deprecation')} label="Deprecated from" />
      <TextInput
        {...field('sunset')}
        label="Switch on (Sunset)"
        error={late && 'Sunset may not be before Deprecation.'}
      />
    </fieldset>
  );
}
