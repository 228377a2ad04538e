import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';

export interface SavedTextProps {
  readonly name: 'person' | 'workspaceName' | 'templatesFolder' | 'notesAddress';
  readonly label: string;
  readonly description?: string;
  readonly saved: string;
  /** Whether nothing is an answer, too. */
  readonly mayBeEmpty?: boolean;
}

/** A setting that is saved on leaving the field or with Enter; Escape and an empty field bring the old one back. */
export function SavedText({ name, label, description, saved, mayBeEmpty = false }: SavedTextProps) {
  const api = useTRPC();
  const [typed, setTyped] = useState<string | null>(null);
  const { mutate: save } = useMutation(
    api.saveSettings.mutationOptions({
      onSuccess: () => showDone(`${label} saved.`),
      onError: (error) => showFailure(`${label} was not saved. ${messageOf(error)}`),
      onSettled: () => setTyped(null),
    }),
  );
  const leave = () => {
    const text = typed?.trim();
    if (text !== undefined && (text || mayBeEmpty) && text !== saved) save({ [name]: text });
    else setTyped(null);
  };
  return (
    <TextInput
      label={label}
      description={description}
      value={typed ?? saved}
      maxLength={mayBeEmpty ? 1_000 : 120}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
