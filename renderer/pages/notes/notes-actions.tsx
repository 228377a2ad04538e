import { Button } from '@mantine/core';
import { IconCopy, IconUpload } from '@tabler/icons-react';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';

export interface NotesActionsProps {
  /** Null while there is no note to copy. */
  readonly onCopy: (() => void) | null;
  /** Null while nothing is included. */
  readonly onExport: (() => void) | null;
  /** `3 notes`. */
  readonly exported: string;
}

export function NotesActions({ onCopy, onExport, exported }: NotesActionsProps) {
  return (
    <>
      <Button
        leftSection={<IconCopy {...ICON} />}
        rightSection={<KeyHint keys="y" />}
        disabled={onCopy === null}
        onClick={() => onCopy?.()}
      >
        Copy note
      </Button>
      <Button
        variant="filled"
        leftSection={<IconUpload {...ICON} />}
        rightSection={<KeyHint keys="Ctrl+Enter" />}
        disabled={onExport === null}
        onClick={() => onExport?.()}
      >
        Export {exported}
      </Button>
    </>
  );
}
