import { TagsInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { MaskedPlace } from '../../../shared/records.ts';
import { count, counted } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import classes from './masking.module.css';

/** Names of fields to mask beside those that are known; saved as they are added and taken away. */
export function MaskedNames({ saved }: { saved: readonly string[] }) {
  const api = useTRPC();
  const {
    mutate: save,
    variables,
    isPending,
  } = useMutation(
    api.saveSettings.mutationOptions({
      onSuccess: () => showDone('Saved: it holds for files imported from now on.'),
      onError: (error) => showFailure(`The names were not saved. ${messageOf(error)}`),
    }),
  );
  const shown = isPending ? (variables.maskedNames ?? saved) : saved;
  return (
    <TagsInput
      classNames={{ inputField: classes.field }}
      label="Also mask fields named"
      description="In requests, answers and rows of files imported from now on. Case and signs do not count; * stands for anything, as in customer_e*."
      placeholder={shown.length === 0 ? 'iban, customer_e*' : undefined}
      value={[...shown]}
      maxLength={80}
      onChange={(maskedNames) => save({ maskedNames: maskedNames.filter((name) => name.length > 1) })}
    />
  );
}

/** Where values were masked: names and numbers, never values. */
export function MaskedPlaces({ places }: { places: readonly MaskedPlace[] }) {
  if (places.length === 0) return <p className={classes.none}>Nothing has been masked in this workspace yet.</p>;
  const times = places.reduce((sum, place) => sum + place.times, 0);
  return (
    <details>
      <summary>
        {counted(times, 'value')} masked in {counted(places.length, 'place')}
      </summary>
      <ul className={classes.places} aria-label="Where values were masked">
        {places.map((place) => (
          <li key={place.place} className={classes.place}>
            <code className="ea-mono">{place.place}</code>
            <span className={classes.times}>{count(place.times)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
