import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ClassFileEffect } from '../../../shared/table-views.ts';
import { CLASS_LABELS } from '../../../shared/text.ts';
import { Arrow } from '../../components/arrow.tsx';
import { AwaitedLine } from '../../components/awaited-line.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { useSlow } from '../../components/skeleton-rows.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { ChangeCard } from './change-card.tsx';
import classes from './class-file.module.css';
import { targetsWord } from './table-words.ts';
import { type ReadFile, useClassFiles } from './use-class-file.ts';

function Sets({ sets }: Pick<ClassFileEffect, 'sets'>) {
  return (
    <ul className={classes.sets} aria-label="Classes that change">
      {sets.map(({ table, column, before, after }) => (
        <li key={`${table}.${column}`} className={classes.set}>
          <span className={classes.name}>{targetsWord([{ table, column }])}</span>
          <span className={classes.pair}>
            {CLASS_LABELS[before]} <Arrow /> {CLASS_LABELS[after]}
          </span>
        </li>
      ))}
    </ul>
  );
}

const unknownWords = (unknown: readonly string[]): string =>
  `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''} ${
    unknown.length === 1 ? 'names' : 'name'
  } nothing in this workspace and would be left out. Import the file again once a run brings it.`;

interface LookProps {
  readonly read: ReadFile;
  readonly onKeep: () => void;
  readonly onLeave: () => void;
}

/** What a file would bring, before anything of it is kept. */
function Look({ read: { effect }, onKeep, onLeave }: LookProps) {
  const { sets, unknown, change } = effect;
  useKeys([{ keys: 'Ctrl+Enter', label: 'set them', run: onKeep, when: sets.length > 0, inText: true }], {
    inDialog: true,
  });
  return (
    <div className={classes.look}>
      <p className={classes.words}>
        {sets.length === 0
          ? 'Everything that it names has this class already.'
          : `${counted(sets.length, 'class', 'classes')} would change.`}
      </p>
      <Sets sets={sets} />
      {unknown.length > 0 && <p className={classes.words}>{unknownWords(unknown)}</p>}
      {sets.length > 0 && <ChangeCard follows={change} isPreview />}
      <div className={classes.buttons}>
        <Button rightSection={<KeyHint keys="Escape" />} onClick={onLeave}>
          Leave them
        </Button>
        {sets.length > 0 && (
          <Button variant="filled" rightSection={<KeyHint keys="Ctrl+Enter" />} onClick={onKeep} data-autofocus>
            Set {counted(sets.length, 'class', 'classes')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Classes out to a file that a team shares, and in from one. */
export function ClassFileButtons() {
  const { read, looking, onExport, onChosen, onKeep, onLeave } = useClassFiles();
  // Of a small workspace it is there before a dialog could be.
  const isSlow = useSlow(looking !== null);
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button leftSection={<IconUpload {...ICON} />} onClick={() => field.current?.click()}>
        Import classes
      </Button>
      <Button leftSection={<IconDownload {...ICON} />} onClick={onExport}>
        Export classes
      </Button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="File of classes"
        onChange={(event) => {
          const input = event.currentTarget;
          const [file] = input.files ?? [];
          if (file) onChosen(file);
          // So that choosing the same file again is a change.
          input.value = '';
        }}
      />
      <Dialog
        opened={read !== null || (looking !== null && isSlow)}
        onClose={onLeave}
        title={`Classes in ${(read ?? looking)?.name ?? ''}`}
        size={520}
      >
        {looking && <AwaitedLine doing="Judging on trial what would follow" state={looking.state} onStop={onLeave} />}
        {read && !looking && <Look read={read} onKeep={onKeep} onLeave={onLeave} />}
      </Dialog>
    </>
  );
}
