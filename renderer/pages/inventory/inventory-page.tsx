import { Link } from '@tanstack/react-router';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { counted } from '../../components/format.ts';
import { VerdictMark } from '../../components/glyphs.tsx';
import { Page } from '../../components/page.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useInventory } from '../../data/queries.ts';

/** Which endpoints offend. */
export function InventoryPage() {
  const { data, isPending, error, refetch } = useInventory();
  const slow = useSlow(isPending);
  return (
    <Page title="Inventory" sentence={data && counted(data.endpoints.length, 'endpoint')}>
      {error && <ErrorNote what="The inventory could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && <SkeletonRows />}
      {data?.endpoints.length === 0 && <Empty sentence="Nothing to judge yet. Drop a HAR and a change log." />}
      <ul>
        {data?.findings.map(({ key, endpoint, rule, verdict }) => (
          <li key={key}>
            <VerdictMark verdict={verdict} />
            <Link to="/endpoint/$endpointId/$rule" params={{ endpointId: String(endpoint.id), rule }}>
              <RouteText method={endpoint.method} route={endpoint.route} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
