import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';

/** How much of a body is kept; saved on leaving the field or with Enter, as other settings. */
export function BodyLimit({ saved }: { saved: number }) {
  const api = useTRPC();
  const [typed, setTyped] = useState<string | number | null>(null);
  const { mutate: save } = useMutation(
    api.saveSettings.mutationOptions({
      onSuccess: () => showDone('Saved: it holds for files imported from now on.'),
      onError: (error) => showFailure(`The limit was not saved. ${messageOf(error)}`),
      onSettled: () => setTyped(null),
    }),
  );
  const leave = () => {
    if (typeof typed === 'number' && typed !== saved) save({ bodyKib: typed });
    else setTyped(null);
  };
  return (
    <NumberInput
      label="Keep of each body"
      description="Longer bodies are cut there; values behind the cut still link requests to rows. Static files' bodies are not kept."
      suffix=" KiB"
      min={1}
      max={16_384}
      allowDecimal={false}
      value={typed ?? saved}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
