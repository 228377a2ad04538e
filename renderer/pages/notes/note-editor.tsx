import { Button, Textarea, TextInput, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import {
  EDITABLE_SECTIONS,
  type EditableSection,
  type NoteSection,
  type NoteView,
} from '../../../shared/note-views.ts';
import { MarkdownView } from './markdown-view.tsx';
import classes from './note-editor.module.css';
import { editedWords } from './note-words.ts';

export interface NoteEditorProps {
  readonly note: NoteView;
  readonly onEdit: (section: EditableSection, text: string | null) => void;
  readonly onDone: () => void;
}

const LABELS: Readonly<Record<EditableSection, string>> = {
  title: 'Title',
  what: 'What changes',
  why: 'Why',
  calls: 'Before and after',
  detail: 'The new calls in detail',
  todo: 'What to do',
};

const isEditable = (id: NoteSection['id']): id is EditableSection => EDITABLE_SECTIONS.some((each) => each === id);

/** The note with fields in the place of what people may word; the rest follows the proof. */
export function NoteEditor(props: NoteEditorProps) {
  return (
    <>
      <VisuallyHidden component="h2">Words of this note</VisuallyHidden>
      <Sections {...props} />
    </>
  );
}

function Sections({ note, onEdit, onDone }: NoteEditorProps) {
  return note.sections.map((section) => {
    const { id } = section;
    if (!isEditable(id)) return <MarkdownView key={id} markdown={section.text} />;
    return (
      <SectionField
        // Anew once it is kept, so that what was typed does not stand before what is.
        key={`${note.key} ${id} ${section.edit?.atMs}`}
        id={id}
        section={section}
        run={note.run}
        onEdit={(text) => onEdit(id, text)}
        onDone={onDone}
      />
    );
  });
}

interface SectionFieldProps {
  readonly id: EditableSection;
  readonly section: NoteSection;
  readonly run: number | null;
  readonly onEdit: (text: string | null) => void;
  readonly onDone: () => void;
}

/** Kept on leaving the field and with Ctrl+Enter, which also ends editing; Escape brings the old text back. */
function SectionField({ id, section, run, onEdit, onDone }: SectionFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    const text = typed?.trim();
    if (text && text !== section.text) onEdit(text);
    else setTyped(null);
  };
  const field = {
    label: LABELS[id],
    description: section.edit && editedWords(section.edit, run),
    value: typed ?? section.text,
    'data-autofocus': id === 'title' || undefined,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onBlur: keep,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape' && typed !== null) {
        event.stopPropagation();
        setTyped(null);
      }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        keep();
        onDone();
      }
    },
  };
  return (
    <div className={classes.field}>
      {id === 'title' ? (
        <TextInput {...field} maxLength={300} autoFocus />
      ) : (
        <Textarea
          {...field}
          maxLength={20_000}
          classNames={{ wrapper: classes.grows ?? '', input: classes.input ?? '' }}
          attributes={{ wrapper: { 'data-text': `${field.value} ` } }}
        />
      )}
      {section.edit && (
        <Button
          size="xs"
          className={classes.back}
          aria-label={`Use generated text for ${LABELS[id]}`}
          onClick={() => {
            setTyped(null);
            onEdit(null);
          }}
        >
          Use generated text
        </Button>
      )}
    </div>
  );
}
