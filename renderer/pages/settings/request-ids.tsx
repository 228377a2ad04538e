import { TagsInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import classes from './masking.module.css';

/** Names of request ids beside those that are known; saved as they are added and taken away. */
export function RequestIdNames({ saved }: { saved: readonly string[] }) {
  const {
    mutate: save,
    variables,
    isPending,
  } = useMutation(
    useTRPC().saveSettings.mutationOptions({
      onSuccess: () => showDone('Saved: it holds for files imported from now on.'),
      onError: (error) => showFailure(`The names were not saved. ${messageOf(error)}`),
    }),
  );
  const shown = isPending ? (variables.requestIdNames ?? saved) : saved;
  return (
    <TagsInput
      classNames={{ inputField: classes.field }}
      label="Also take as request ids"
      description="Headers of requests, and names in messages and SQL comments of the change log. traceparent, X-Request-ID, X-Correlation-ID and those of tracers are known. Case and signs do not count."
      placeholder={shown.length === 0 ? 'X-Kiosk-Call' : undefined}
      value={[...shown]}
      maxLength={80}
      onChange={(names) => save({ requestIdNames: names.filter((name) => name.length > 1) })}
    />
  );
}
