import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { copyText } from '../../components/copy.ts';
import { bytes } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPC } from '../../data/api.ts';
import classes from './settings-page.module.css';

/** Where the workspace is kept and how large it is; shows it in its folder, and gives back what it does not use. */
export function WorkspaceFile({ file }: { file: { path: string; bytes: number; free: number } }) {
  const { reveal } = useBridge();
  const { mutate: compact, isPending } = useMutation(
    useTRPC().compact.mutationOptions({
      onSuccess: (after) => showDone(`The file is ${bytes(after.file.bytes)} now.`),
      onError: (error) => showFailure(`The file stays as it is. ${messageOf(error)}`),
    }),
  );
  return (
    <>
      <p className={classes.file}>
        Everything is kept in one file of {bytes(file.bytes)}
        {file.free > 0 && `, of which nothing uses ${bytes(file.free)}`}: <code className="ea-mono">{file.path}</code>
      </p>
      <div className={classes.buttons}>
        {reveal && <Button onClick={reveal}>Show in its folder</Button>}
        <Button onClick={() => void copyText(file.path, 'Path copied')}>Copy its path</Button>
        <Button disabled={isPending || file.free === 0} onClick={() => compact()}>
          {isPending ? 'Compacting…' : 'Compact'}
        </Button>
      </div>
    </>
  );
}
