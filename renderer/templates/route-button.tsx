import { ActionIcon } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { ICON } from '../components/icon.ts';
import { RouteDialog } from './route-dialog.tsx';

/** Opens the dialog that changes an endpoint's route. */
export function RouteButton({ endpointId }: { endpointId: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label="Change the route"
        title="Change the route"
        onClick={() => setOpen(true)}
      >
        <IconRoute {...ICON} />
      </ActionIcon>
      {open && <RouteDialog endpointId={endpointId} onClose={() => setOpen(false)} />}
    </>
  );
}
