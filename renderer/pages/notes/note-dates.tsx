import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NoteDates } from '../../../shared/note-views.ts';
import classes from './note-options.module.css';

export interface NoteDatesFormProps {
  readonly saved: NoteDates;
  readonly onSave: (dates: NoteDates) => void;
}

/** From when the call under the cursor is deprecated, and when it changes; kept as soon as both fit. */
export function NoteDatesForm({ saved, onSave }: NoteDatesFormProps) {
  const [typed, setTyped] = useState(saved);
  const late = typed.deprecation !== null && typed.sunset !== null && typed.sunset < typed.deprecation;
  const change = (part: Partial<NoteDates>) => setTyped({ ...typed, ...part });
  const leave = () => {
    const changed = typed.deprecation !== saved.deprecation || typed.sunset !== saved.sunset;
    if (changed && !late) onSave(typed);
  };
  return (
    <div className={classes.group}>
      <h2 className={classes.title}>Dates of this note</h2>
      <TextInput
        type="date"
        size="xs"
        label="Deprecated from"
        value={typed.deprecation ?? ''}
        onChange={(event) => change({ deprecation: event.currentTarget.value || null })}
        onBlur={leave}
      />
      <TextInput
        type="date"
        size="xs"
        label="Switch on (Sunset)"
        value={typed.sunset ?? ''}
        error={late && 'Sunset may not be before Deprecation.'}
        onChange={(event) => change({ sunset: event.currentTarget.value || null })}
        onBlur={leave}
      />
    </div>
  );
}
