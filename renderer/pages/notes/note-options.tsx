import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { NoteParts } from '../../../shared/note-views.ts';
import { ICON } from '../../components/icon.ts';
import classes from './note-options.module.css';

const PARTS: readonly (readonly [part: keyof NoteParts, label: string])[] = [
  ['proof', 'Proof'],
  ['headers', 'Headers to send'],
  ['calls', 'Before and after calls'],
  ['rowValues', 'Row values'],
];

export interface NoteOptionsProps {
  readonly parts: NoteParts;
  readonly onParts: (parts: NoteParts) => void;
  /** What the export would still lack. */
  readonly missing: readonly string[];
}

/** Which parts the notes hold, and what they still lack. */
export function NoteOptions({ parts, onParts, missing }: NoteOptionsProps) {
  return (
    <aside className={classes.options} aria-label="What the notes hold">
      <h2 className={classes.title}>Include</h2>
      {PARTS.map(([part, label]) => (
        <Checkbox
          key={part}
          size="xs"
          label={label}
          checked={parts[part]}
          onChange={(event) => onParts({ ...parts, [part]: event.currentTarget.checked })}
        />
      ))}
      <p className={classes.note}>
        Row values stay out by default: they may be personal data. Masked values always do.
      </p>
      {missing.length > 0 && (
        <section className={classes.missing} aria-label="What is missing">
          <IconAlertTriangle {...ICON} />
          <ul className={classes.lacks}>
            {missing.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
