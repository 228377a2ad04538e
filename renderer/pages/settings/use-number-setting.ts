import type { NumberInputProps } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';

/** A setting that is a number, as `saveSettings` names it. */
type NumberSetting = 'bodyKib' | 'callsToProve' | 'likelyFrom';

interface Field {
  /** What the field shows: typed so far, or saved. */
  readonly shown: number;
  readonly saving: boolean;
  readonly props: Pick<NumberInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'>;
}

/** A field for a number of the settings: saved on leaving it or with Enter, Escape takes back what was typed. */
export function useNumberSetting(name: NumberSetting, saved: number, done: string): Field {
  const [typed, setTyped] = useState<string | number | null>(null);
  const { mutate: save, isPending } = useMutation(
    useTRPC().saveSettings.mutationOptions({
      onSuccess: () => showDone(done),
      onError: (error) => showFailure(`The number was not saved. ${messageOf(error)}`),
      onSettled: () => setTyped(null),
    }),
  );
  const leave = () => {
    if (typeof typed === 'number' && typed !== saved) save({ [name]: typed });
    else setTyped(null);
  };
  const shown = typeof typed === 'number' ? typed : saved;
  return { shown, saving: isPending, props: { value: typed ?? saved, onChange: setTyped, onBlur: leave, onKeyDown } };

  function onKeyDown(event: React.KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setTyped(null);
  }
}
