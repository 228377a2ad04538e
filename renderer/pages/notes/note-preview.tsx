import { Button } from '@mantine/core';
import { type Ref, useId } from 'react';
import type { EditableSection, NoteView } from '../../../shared/note-views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useSlow } from '../../components/skeleton-rows.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { NoteEditor } from './note-editor.tsx';
import classes from './note-preview.module.css';
import { editedWords, lastEdit } from './note-words.ts';

/** How the note under the cursor is shown. */
export type Manner = 'preview' | 'text' | 'openapi' | 'edit';

export interface NotePreviewProps {
  /** For scrolling by key. */
  readonly ref: Ref<HTMLElement>;
  /** Undefined while it is written. */
  readonly note: NoteView | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly manner: Manner;
  readonly onManner: (manner: Manner) => void;
  readonly onEdit: (section: EditableSection, text: string | null) => void;
  /** `6 of 8`. */
  readonly place: string;
}

/** The note under the cursor: as clients will read it, as the Markdown that is exported, or with fields to word it. */
export function NotePreview(props: NotePreviewProps) {
  const { ref, note, error, onRetry, manner, onManner, onEdit } = props;
  const slow = useSlow(note === undefined && !error);
  return (
    <div className={classes.preview}>
      <PreviewBar {...props} />
      {error ? (
        <ErrorNote what="The note could not be written." error={error} onRetry={onRetry} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by key
        <section ref={ref} className={classes.paper} tabIndex={0} aria-label="Note">
          {slow && <p className={classes.writing}>Writing the note</p>}
          {note && manner === 'edit' && <NoteEditor note={note} onEdit={onEdit} onDone={() => onManner('preview')} />}
          {note && manner === 'text' && <pre className={classes.text}>{note.markdown}</pre>}
          {note && manner === 'openapi' && <pre className={classes.text}>{note.openapi}</pre>}
          {note && manner === 'preview' && <MarkdownView markdown={note.markdown} />}
        </section>
      )}
    </div>
  );
}

const MANNERS: readonly (readonly [manner: Manner, label: string, keys: string])[] = [
  ['preview', 'Preview', ''],
  ['text', 'Markdown', 'p'],
  ['openapi', 'OpenAPI', 'd'],
  ['edit', 'Edit text', 'e'],
];

function PreviewBar({ note, manner, onManner, place }: NotePreviewProps) {
  const about = useId();
  const edit = note ? lastEdit(note) : null;
  return (
    <div className={classes.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a border of its own */}
      <div className={classes.forms} role="group" aria-label="Show the note as">
        {MANNERS.map(([each, label, keys]) => (
          <Button
            key={each}
            size="xs"
            variant={manner === each ? 'default' : 'subtle'}
            aria-pressed={manner === each}
            aria-describedby={each === 'edit' ? about : undefined}
            disabled={
              (each === 'edit' && note?.sections.length === 0) || (each === 'openapi' && note?.openapi === null)
            }
            rightSection={keys === '' ? undefined : <KeyHint keys={keys} />}
            onClick={() => onManner(each)}
          >
            {label}
          </Button>
        ))}
      </div>
      <span className={classes.place} id={about}>
        {place}
        {edit && note && `, ${editedWords(edit, note.run)}`}
      </span>
    </div>
  );
}
