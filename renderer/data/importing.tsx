import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useRef } from 'react';
import type { ImportFile, ImportState } from '../../shared/import-views.ts';
import { showFailure } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import type { HostBridge } from '../host/bridge.ts';
import { useBridge, useTRPC } from './api.ts';
import { type PickedFile, pickedFiles } from './dropped-files.ts';
import { isRunning } from './running.ts';
import { uploadFile } from './upload.ts';

export interface Importing {
  /** Opens the system's file window. */
  readonly chooseFiles: () => void;
  /** Starts one import of all of them and goes to its page. */
  readonly importFiles: (files: readonly PickedFile[]) => void;
  readonly openSample: () => void;
}

const ImportingContext = createContext<Importing | null>(null);

/** Ways to start an import, on every page. */
export function useImporting(): Importing {
  const importing = useContext(ImportingContext);
  if (!importing) throw new Error('useImporting is used outside ImportingProvider');
  return importing;
}

type IsWanted = (importId: string, fileId: string) => boolean;

/** Sends the files that the engine cannot read from the disk itself, one after the other. */
async function sendFiles(bridge: HostBridge, state: ImportState, files: readonly PickedFile[], isWanted: IsWanted) {
  for (const [i, { file }] of files.entries()) {
    const announced = state.files[i];
    if (!announced || bridge.pathOf(file) !== null) continue;
    const to = { importId: state.id, fileId: announced.id };
    const wanted = () => isWanted(to.importId, to.fileId);
    // One file that cannot be sent shows in its row; the others still count.
    await uploadFile(bridge.upload, to, file, wanted).catch((error) => {
      if (wanted()) showFailure(`${announced.name} could not be sent. ${messageOf(error)}`);
    });
  }
}

const STILL_READ: ReadonlySet<ImportFile['state']> = new Set(['queued', 'reading', 'ambiguous', 'unmapped']);

/** Whether the engine still waits for this file's bytes, as far as the event stream has told. */
function useIsWanted(): IsWanted {
  const queries = useQueryClient();
  const key = useTRPC().imports.queryKey();
  return (importId, fileId) => {
    const state = queries.getQueryData(key)?.find((other) => other.id === importId);
    const file = state?.files.find((other) => other.id === fileId);
    return !state || (isRunning(state) && file !== undefined && STILL_READ.has(file.state));
  };
}

export function ImportingProvider({ children }: { children: ReactNode }) {
  const api = useTRPC();
  const bridge = useBridge();
  const navigate = useNavigate();
  const isWanted = useIsWanted();
  const field = useRef<HTMLInputElement>(null);
  const show = (state: ImportState) => void navigate({ to: '/runs/import/$id', params: { id: state.id } });
  const onError = (error: unknown) => showFailure(`The import did not start. ${messageOf(error)}`);
  const start = useMutation(api.startImport.mutationOptions({ onError }));
  const sample = useMutation(api.startSample.mutationOptions({ onError, onSuccess: show }));

  const importFiles = (files: readonly PickedFile[]) => {
    if (files.length === 0) return;
    const announced = files.map(({ name, file }) => ({ name, bytes: file.size, path: bridge.pathOf(file) }));
    const go = (state: ImportState) => {
      show(state);
      void sendFiles(bridge, state, files, isWanted);
    };
    start.mutate({ files: announced }, { onSuccess: go });
  };
  const importing: Importing = {
    importFiles,
    chooseFiles: () => field.current?.click(),
    openSample: () => sample.mutate(),
  };
  return (
    <ImportingContext value={importing}>
      {children}
      <input
        ref={field}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={async (event) => {
          const input = event.currentTarget;
          importFiles(await pickedFiles(input.files));
          // So that choosing the same file again is a change.
          input.value = '';
        }}
      />
    </ImportingContext>
  );
}
