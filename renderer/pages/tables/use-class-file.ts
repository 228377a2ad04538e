import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AwaitedState } from '../../../shared/summary-views.ts';
import type { ClassFileEffect } from '../../../shared/table-views.ts';
import { counted } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPC } from '../../data/api.ts';
import { useAwaited } from '../../data/awaited.ts';
import { useUndo } from '../../data/use-undo.ts';

/** A file that was chosen, and what it would bring. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
  readonly effect: ClassFileEffect;
}

export interface ClassFiles {
  readonly read: ReadFile | null;
  /** A file that is looked at: everything is judged on trial. */
  readonly looking: { readonly name: string; readonly state: AwaitedState | null } | null;
  readonly onExport: () => void;
  readonly onChosen: (file: File) => void;
  readonly onKeep: () => void;
  readonly onLeave: () => void;
}

/** Classes out to a file that a team shares, and in from one: looked at first, then kept as one action. */
export function useClassFiles(): ClassFiles {
  const api = useTRPC();
  const queries = useQueryClient();
  const bridge = useBridge();
  const { offerUndo } = useUndo();
  const [read, setRead] = useState<ReadFile | null>(null);
  const [lookingAt, setLookingAt] = useState<string | null>(null);
  const awaited = useAwaited();
  const { mutateAsync } = useMutation(api.saveClassFile.mutationOptions());
  const trying = (what: string, run: () => Promise<void>) => () =>
    void run().catch((error: unknown) => showFailure(`${what} ${messageOf(error)}`));

  const onExport = trying('The classes were not exported.', async () => {
    const { name, text, classes } = await queries.fetchQuery(api.classFile.queryOptions(undefined, { staleTime: 0 }));
    const saved = await bridge.saveFile(name, text, 'application/json');
    if (saved) showDone(`${counted(classes, 'class', 'classes')} set by people exported as ${name}.`);
  });
  const look = async (file: File) => {
    const text = await file.text();
    const input = { text, name: awaited.name };
    setLookingAt(file.name);
    const effect = await queries
      .fetchQuery(api.previewClassFile.queryOptions(input, { staleTime: 0, retry: false }))
      .finally(() => setLookingAt(null));
    setRead({ name: file.name, text, effect });
  };
  const keep = async ({ name, text }: ReadFile) => {
    const { sets } = await mutateAsync({ text });
    setRead(null);
    offerUndo(`${counted(sets.length, 'class', 'classes')} from ${name}`);
    void queries.invalidateQueries({ queryKey: api.tables.queryKey() });
  };
  return {
    read,
    looking: lookingAt === null ? null : { name: lookingAt, state: awaited.state },
    onExport,
    onChosen: (file) => trying(`${file.name} was not taken over.`, () => look(file))(),
    onKeep: trying('The classes stay as they were.', async () => {
      if (read) await keep(read);
    }),
    onLeave: () => (lookingAt === null ? setRead(null) : awaited.stop()),
  };
}
