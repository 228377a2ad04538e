import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { Empty } from '../components/empty.tsx';
import { Page } from '../components/page.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <Page title="No such page">
      <Empty sentence={`There is no page at ${pathname}. The address may be from another version.`}>
        <Button component={Link} to="/inventory">
          Show the inventory
        </Button>
      </Empty>
    </Page>
  );
}
