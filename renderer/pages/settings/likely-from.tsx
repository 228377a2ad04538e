import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { LIKELY } from '../../../shared/text.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import classes from './settings-page.module.css';

/** From which probability on a link counts; all runs are judged again. Lowering it is warned of. */
export function LikelyFrom({ saved }: { saved: number }) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const { mutate: save, isPending } = useMutation(
    useTRPC().saveSettings.mutationOptions({
      onSuccess: () => showDone('Saved: every run is judged by it.'),
      onError: (error) => showFailure(`The number was not saved. ${messageOf(error)}`),
      onSettled: () => setTyped(null),
    }),
  );
  const shown = typeof typed === 'number' ? typed : saved;
  const leave = () => {
    if (typeof typed === 'number' && typed !== saved) save({ likelyFrom: typed });
    else setTyped(null);
  };
  return (
    <>
      <NumberInput
        label="A link counts from"
        description="The probability that a request caused a transaction. What is below says nothing of an endpoint."
        min={0.5}
        max={0.999}
        step={0.01}
        decimalScale={3}
        disabled={isPending}
        value={typed ?? saved}
        onChange={setTyped}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {shown < LIKELY && (
        <p className={classes.warning} role="status">
          Below {LIKELY}, of ten links that just count more than one may be wrong, and an endpoint may be accused of
          what another did. Request ids in the change log tell more without that.
        </p>
      )}
    </>
  );
}
