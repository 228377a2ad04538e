import { TextInput, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useUndo } from '../../data/use-undo.ts';
import classes from './run-note.module.css';

function useSaveNote(run: number) {
  const { offerUndo } = useUndo();
  const { mutate } = useMutation(
    useTRPC().setRunNote.mutationOptions({
      onSuccess: ({ applied }) => {
        if (applied > 0) offerUndo(`Note on run ${run}`);
      },
      onError: (error) => showFailure(`The note was not kept. ${messageOf(error)}`),
    }),
  );
  return (text: string) => mutate({ id: run, text });
}

/** What people say of a run: read in the list, written in place. */
export function RunNote({ run, note }: { run: number; note: string }) {
  const [writing, setWriting] = useState(false);
  const save = useSaveNote(run);
  if (writing) return <Field run={run} note={note} onSave={save} onClose={() => setWriting(false)} />;
  return (
    <UnstyledButton
      className={classes.note}
      data-note
      data-empty={note === '' || undefined}
      aria-label={note === '' ? `Add a note to run ${run}` : `Note on run ${run}: ${note}. Change it`}
      onClick={() => setWriting(true)}
    >
      {note || 'Add'}
    </UnstyledButton>
  );
}

interface FieldProps {
  readonly run: number;
  readonly note: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

/** Enter and leaving keep it, Esc does not. */
function Field({ run, note, onSave, onClose }: FieldProps) {
  const [text, setText] = useState(note);
  const keep = () => {
    if (text.trim() !== note) onSave(text.trim());
    onClose();
  };
  return (
    <TextInput
      autoFocus
      aria-label={`Note on run ${run}`}
      maxLength={500}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    />
  );
}
