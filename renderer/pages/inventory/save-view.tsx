import { ActionIcon, Button, Modal, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { InventorySearch } from '../../addresses.ts';
import { ICON } from '../../components/icon.ts';
import classes from './save-view.module.css';
import { addressOfView, type SavedViews } from './use-saved-views.ts';

export interface SaveViewProps {
  readonly saved: SavedViews;
  readonly search: InventorySearch;
  readonly onClose: () => void;
}

/** Gives what is shown a name, or takes names back. */
export function SaveView({ saved: { views, save, remove }, search, onClose }: SaveViewProps) {
  const [name, setName] = useState('');
  const given = name.trim();
  const replaces = views.some((view) => view.name === given);
  return (
    <Modal opened onClose={onClose} title="Saved views" size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
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
          description={addressOfView(search) || 'all as by default'}
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
            <li key={view.name} className={classes.view}>
              <span className={classes.name}>{view.name}</span>
              <code className={classes.address}>{view.address}</code>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={`Remove view ${view.name}`}
                onClick={() => remove(view.name)}
              >
                <IconX {...ICON} size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
