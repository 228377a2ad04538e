import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatPercent, upperBound } from '../../../shared/text.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';

/** How many calls without the fault prove a fix; every shipped finding is held against it anew. */
export function ProofNeeded({ saved }: { saved: number }) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const { mutate: save } = useMutation(
    useTRPC().saveSettings.mutationOptions({
      onSuccess: () => showDone('Saved: every shipped finding is held against it.'),
      onError: (error) => showFailure(`The number was not saved. ${messageOf(error)}`),
      onSettled: () => setTyped(null),
    }),
  );
  const shown = typeof typed === 'number' ? typed : saved;
  const leave = () => {
    if (typeof typed === 'number' && typed !== saved) save({ callsToProve: typed });
    else setTyped(null);
  };
  return (
    <NumberInput
      label="Calls that prove a fix"
      description={`So many calls without the fault, after it is live. ${shown >= 20 ? `Then at most ${formatPercent(upperBound(shown))} of calls could still show it, 95 % sure.` : ''}`}
      min={20}
      max={100_000}
      allowDecimal={false}
      thousandSeparator=","
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
