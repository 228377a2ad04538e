import { ActionIcon, Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedView } from '../../../shared/settings-views.ts';
import { ICON } from '../../components/icon.ts';
import classes from './save-view.module.css';
import { searchOfView, wordsOfView } from './use-saved-views.ts';

export interface ViewLineProps {
  readonly view: SavedView;
  /** Names of the others: a rename takes none of them. */
  readonly taken: readonly string[];
  readonly onOpen: () => void;
  readonly onRename: (to: string) => void;
  readonly onRemove: () => void;
}

/** One saved view: its name opens it; beside it what else can be done. */
export function ViewLine(props: ViewLineProps) {
  const { view, onOpen, onRemove } = props;
  const [renaming, setRenaming] = useState(false);
  if (renaming) return <NewName {...props} onClose={() => setRenaming(false)} />;
  return (
    <li className={classes.view}>
      <UnstyledButton className={classes.name} onClick={onOpen}>
        {view.name}
      </UnstyledButton>
      <span className={classes.address}>{wordsOfView(searchOfView(view))}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Rename view ${view.name}`}
        onClick={() => setRenaming(true)}
      >
        <IconPencil {...ICON} size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Remove view ${view.name}`} onClick={onRemove}>
        <IconX {...ICON} size={14} />
      </ActionIcon>
    </li>
  );
}

function NewName({ view, taken, onRename, onClose }: ViewLineProps & { onClose: () => void }) {
  const [name, setName] = useState(view.name);
  const given = name.trim();
  const isTaken = taken.includes(given);
  return (
    <li className={classes.view}>
      <form
        className={classes.rename}
        onSubmit={(event) => {
          event.preventDefault();
          if (given === '' || isTaken) return;
          onRename(given);
          onClose();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The dialog stays.
          event.stopPropagation();
          onClose();
        }}
      >
        <TextInput
          autoFocus
          aria-label={`New name of ${view.name}`}
          maxLength={60}
          value={name}
          error={isTaken && 'Another view has this name'}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={given === '' || isTaken}>
          Rename
        </Button>
      </form>
    </li>
  );
}
