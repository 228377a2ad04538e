import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { KeyHint } from '../components/key-hint.tsx';
import classes from './decide.module.css';

const isSave = (event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

export interface NotePanelProps {
  readonly about: string;
  /** What was written before and not saved. */
  readonly draft: string;
  /** After each key, so that closing loses nothing. */
  readonly onDraft: (text: string) => void;
  readonly onSave: (text: string) => void;
}

/** One note, in Markdown. Ctrl Enter saves. */
export function NotePanel({ about, draft, onDraft, onSave }: NotePanelProps) {
  const [text, setText] = useState(draft);
  const write = (next: string) => {
    setText(next);
    onDraft(next);
  };
  const save = () => text.trim() && onSave(text.trim());
  return (
    <div className={classes.form}>
      <Textarea
        data-autofocus
        label={about}
        placeholder="What was found, agreed or asked…"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isSave(event)) return;
          event.preventDefault();
          save();
        }}
      />
      <div className={classes.formFoot}>
        <span>Markdown</span>
        <Button
          variant="filled"
          disabled={text.trim() === ''}
          rightSection={<KeyHint keys="Ctrl+Enter" />}
          onClick={save}
        >
          Save note
        </Button>
      </div>
    </div>
  );
}

export interface TicketPanelProps {
  readonly ticket: string | null;
  readonly onSave: (ticket: string | null) => void;
}

/** Where the team tracks the work: an address or an id. */
export function TicketPanel({ ticket, onSave }: TicketPanelProps) {
  const [text, setText] = useState(ticket ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(text.trim() || null);
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput
        data-autofocus
        label="Ticket"
        description="An address or an id, as your team writes it"
        placeholder="https://… or LMS-412"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.formFoot}>
        <Button type="submit" variant="filled" rightSection={<KeyHint keys="Enter" />}>
          {text.trim() === '' && ticket ? 'Remove ticket' : 'Save ticket'}
        </Button>
      </div>
    </form>
  );
}
