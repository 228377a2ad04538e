import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { KeyHint } from '../components/key-hint.tsx';
import forms from '../decide/decide.module.css';
import { FloatingPanel } from '../decide/floating-panel.tsx';
import classes from './correct-buttons.module.css';
import { type LinkToReject, useCorrect } from './use-correct.ts';

const NAME_WIDTH = 340;

interface AskingProps {
  /** What the button does, for those who hear it: `Not this request: GET /orders`. */
  readonly label: string;
  readonly text: string;
  /** What the keys find it by. */
  readonly mark: 'reject' | 'job';
  readonly children: (close: () => void) => ReactNode;
}

/** A small button that asks one thing more in a panel beside it. */
function Asking({ label, text, mark, children }: AskingProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={label}
        data-correct={mark}
        onClick={() => setOpen(true)}
      >
        {text}
      </button>
      {open && (
        <FloatingPanel anchor={button.current} label={label} width={NAME_WIDTH} onClose={close}>
          {children(close)}
        </FloatingPanel>
      )}
    </>
  );
}

interface WhyFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly first?: boolean;
}

function WhyField({ value, onChange, first }: WhyFieldProps) {
  return (
    <TextInput
      data-autofocus={first || undefined}
      label="Why"
      description="May stay empty; it is shown with the link"
      maxLength={2_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Save({ text, disabled = false }: { text: string; disabled?: boolean }) {
  return (
    <div className={forms.formFoot}>
      <Button type="submit" variant="filled" disabled={disabled} rightSection={<KeyHint keys="Enter" />}>
        {text}
      </Button>
    </div>
  );
}

/** Says that a request did not cause a transaction. `endpoint` as `GET /orders`. */
export function RejectButton({ link, endpoint }: { link: LinkToReject; endpoint: string }) {
  const { reject } = useCorrect();
  const [why, setWhy] = useState('');
  const save = (close: () => void) => (event: FormEvent) => {
    event.preventDefault();
    reject(link, why.trim() || null);
    close();
  };
  return (
    <Asking label={`Not this request: ${endpoint}`} text="Not this request" mark="reject">
      {(close) => (
        <form className={forms.form} onSubmit={save(close)}>
          <WhyField value={why} onChange={setWhy} first />
          <Save text="Rule this request out" />
        </form>
      )}
    </Asking>
  );
}

/** Names what does this as a background job; asks for its name. */
export function JobButton({ signature }: { signature: string }) {
  const { nameJob } = useCorrect();
  const [name, setName] = useState('');
  const [why, setWhy] = useState('');
  const save = (close: () => void) => (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    nameJob(signature, name.trim(), why.trim() || null);
    close();
  };
  return (
    <Asking label={`Name a background job: ${signature}`} text="Background job…" mark="job">
      {(close) => (
        <form className={forms.form} onSubmit={save(close)}>
          <TextInput
            data-autofocus
            label="Name of the job"
            description={`Every transaction that does this and nothing else, in all runs: ${signature}`}
            placeholder="Nightly export"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <WhyField value={why} onChange={setWhy} />
          <Save text="Name the job" disabled={name.trim() === ''} />
        </form>
      )}
    </Asking>
  );
}
