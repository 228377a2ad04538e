import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useSlow } from '../../components/skeleton-rows.tsx';
import { MarkdownView } from './markdown-view.tsx';
import classes from './note-preview.module.css';

export interface NotePreviewProps {
  /** For scrolling by key. */
  readonly ref: Ref<HTMLElement>;
  /** Null while it is written. */
  readonly chapter: string | null;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly asText: boolean;
  readonly onAsText: (asText: boolean) => void;
  /** `6 of 8`. */
  readonly place: string;
}

/** The note under the cursor, as clients will read it or as the Markdown that is exported. */
export function NotePreview({ ref, chapter, error, onRetry, asText, onAsText, place }: NotePreviewProps) {
  const slow = useSlow(chapter === null && !error);
  return (
    <div className={classes.preview}>
      <div className={classes.bar}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a border of its own */}
        <div className={classes.forms} role="group" aria-label="Show the note as">
          <Button
            size="xs"
            variant={asText ? 'subtle' : 'default'}
            aria-pressed={!asText}
            onClick={() => onAsText(false)}
          >
            Preview
          </Button>
          <Button
            size="xs"
            variant={asText ? 'default' : 'subtle'}
            aria-pressed={asText}
            onClick={() => onAsText(true)}
          >
            Markdown
          </Button>
          <KeyHint keys="p" />
        </div>
        <span className={classes.place}>{place}</span>
      </div>
      {error ? (
        <ErrorNote what="The note could not be written." error={error} onRetry={onRetry} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by key
        <section ref={ref} className={classes.paper} tabIndex={0} aria-label="Note">
          {slow && <p className={classes.writing}>Writing the note</p>}
          {chapter !== null &&
            (asText ? <pre className={classes.text}>{chapter}</pre> : <MarkdownView markdown={chapter} />)}
        </section>
      )}
    </div>
  );
}
