import { Button } from '@mantine/core';
import { Empty } from './empty.tsx';

/** A filter leaves nothing; `what` is what the list holds: `note`. */
export function NoMatch({ what, filter, onClear }: { what: string; filter: string; onClear: () => void }) {
  return (
    <Empty
      sentence={
        <>
          No {what} matches <code>{filter}</code>.
        </>
      }
    >
      <Button onClick={onClear}>Clear the filter</Button>
    </Empty>
  );
}
