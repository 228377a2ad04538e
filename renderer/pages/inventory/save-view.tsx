import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SavedView } from '../../../shared/settings-views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { Dialog } from '../../components/dialog.tsx';
import classes from './save-view.module.css';
import { type SavedViews, wordsOfView } from './use-saved-views.ts';
import { ViewLine } from './view-line.tsx';

export interface SaveViewProps {
  readonly saved: SavedViews;
  readonly search: InventorySearch;
  readonly onOpen: (view: SavedView) => void;
  readonly onClose: () => void;
}

/** Gives what is shown a name; opens, renames and removes the views that have one. */
export function SaveView({ saved: { views, save, rename, remove }, search, onOpen, onClose }: SaveViewProps) {
  const [name, setName] = useState('');
  const given = name.trim();
  const replaces = views.some((view) => view.name === given);
  return (
    <Dialog opened onClose={onClose} title="Saved views" size={460}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (given === '') return;
          save(given, search);
          onClose();
        }}
      >
        <TextInput
          data-autofocus
          label="Name for what is shown now"
          description={wordsOfView(search)}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={given === ''}>
          {replaces ? `Replace ${given}` : 'Save view'}
        </Button>
      </form>
      {views.length > 0 && (
        <ul className={classes.list}>
          {views.map((view) => (
            <ViewLine
              key={view.name}
              view={view}
              taken={views.map((each) => each.name).filter((each) => each !== view.name)}
              onOpen={() => {
                onOpen(view);
                onClose();
              }}
              onRename={(to) => rename(view.name, to)}
              onRemove={() => remove(view.name)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
