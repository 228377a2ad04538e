import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { showDone, showFailure, showUndo } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from './api.ts';
import { REPLAY } from './awaited.ts';

export interface Undo {
  readonly undo: () => void;
  readonly redo: () => void;
  /** After a change: says what was done and offers to undo it for 10 s; `z` works for ever. */
  readonly offerUndo: (text: string) => void;
}

/** The workspace's undo stack. */
export function useUndo(): Undo {
  const api = useTRPC();
  const queries = useQueryClient();
  const said = (word: string) => ({
    onSuccess: (text: string | null) => {
      void queries.invalidateQueries();
      showDone(text === null ? `Nothing to ${word}.` : `${word === 'undo' ? 'Undone' : 'Done again'}: ${text}`);
    },
    onError: (error: unknown) => showFailure(messageOf(error)),
  });
  const { mutate: undo } = useMutation(api.undo.mutationOptions(said('undo')));
  const { mutate: redo } = useMutation(api.redo.mutationOptions(said('redo')));
  const offerUndo = useCallback((text: string) => showUndo(text, () => undo({ name: REPLAY })), [undo]);
  return { undo: () => undo({ name: REPLAY }), redo: () => redo({ name: REPLAY }), offerUndo };
}
