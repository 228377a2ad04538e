import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AwaitedLine } from '../../components/awaited-line.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { counted } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useAwaited } from '../../data/awaited.ts';
import classes from './remove-run.module.css';

/** Removing a run is the one thing that cannot be undone, so it asks. */
export function RemoveRun({ id }: { id: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Remove this run</Button>
      {open && <Question id={id} onClose={() => setOpen(false)} />}
    </>
  );
}

function Question({ id, onClose }: { id: number; onClose: () => void }) {
  const api = useTRPC();
  const navigate = useNavigate();
  const { data } = useQuery(api.previewRemoval.queryOptions({ id }, { gcTime: 0 }));
  const { name, state, stop } = useAwaited();
  const { mutate: remove, isPending } = useMutation(
    api.removeRun.mutationOptions({
      onSuccess: () => {
        showDone(`Run ${id} is removed.`);
        void navigate({ to: '/runs' });
      },
      onError: (error) => showFailure(`Run ${id} stays. ${messageOf(error)}`),
    }),
  );
  const seen = data?.onlyHere ?? 0;
  const leave = isPending ? stop : onClose;
  return (
    <Dialog
      opened
      onClose={leave}
      centered
      title={`Remove run ${id}?`}
      closeButtonProps={{ 'aria-label': 'Close without a change' }}
    >
      <p className={classes.words}>
        {data && `Its ${counted(data.captures, 'capture')} and ${counted(data.links, 'link')} go. `}
        Decisions stay. What it proved is taken back; a write that it showed no longer counts.{' '}
        {seen > 0 &&
          `${counted(seen, 'finding was', 'findings were')} seen only in this run; what was decided of them stays in Settings. `}
        This cannot be undone; its files can be imported again.
      </p>
      {isPending && <AwaitedLine doing="Judging what is left" state={state} />}
      <footer className={classes.foot}>
        <Button data-autofocus onClick={leave}>
          Keep it
        </Button>
        <Button variant="filled" disabled={!data || isPending} onClick={() => remove({ id, name })}>
          Remove run {id}
        </Button>
      </footer>
    </Dialog>
  );
}
