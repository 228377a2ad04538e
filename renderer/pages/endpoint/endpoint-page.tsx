import { Button } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { TRPCClientError } from '@trpc/client';
import type { EndpointPage as EndpointView } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useEndpoint, useInventory } from '../../data/queries.ts';
import { EndpointBody, NO_RULE } from './endpoint-body.tsx';

const route = getRouteApi('/endpoint/$endpointId/$rule');

const isGone = (error: unknown): boolean => error instanceof TRPCClientError && error.data?.code === 'NOT_FOUND';

/** An address of something that is not in this workspace, or not any more. */
function Gone() {
  return (
    <Page title="Endpoint">
      <Empty sentence="This finding is not in this workspace. It may have been removed with its run.">
        <Button component={Link} to="/inventory">
          Show the inventory
        </Button>
      </Empty>
    </Page>
  );
}

/** The proof of one endpoint. */
export function EndpointPage() {
  const { endpointId, rule } = route.useParams();
  const id = Number(endpointId);
  const { data, error, isPending, isPlaceholderData, refetch } = useEndpoint(id);
  const { data: inventory } = useInventory();
  const slow = useSlow(isPending);
  const navigate = useNavigate();
  if (isGone(error) || !Number.isInteger(id)) return <Gone />;
  const chooseRule = (next: string) =>
    void navigate({
      to: '/endpoint/$endpointId/$rule',
      params: { endpointId, rule: next },
      search: ({ run, vs }: EndpointSearch) => ({ run, vs }),
      replace: true,
      state: (state) => state,
    });
  if (!data) {
    return (
      <Page title="Endpoint" ground="bg">
        {error && <ErrorNote what="The endpoint could not be read." error={error} onRetry={() => void refetch()} />}
        {slow && <SkeletonRows rows={8} />}
      </Page>
    );
  }
  return (
    <EndpointBody
      key={data.endpoint.id}
      page={data}
      inventory={inventory}
      rule={ruleOf(data, rule)}
      stale={isPlaceholderData}
      onRule={chooseRule}
    />
  );
}

/** The rule of the address where the endpoint has a finding of it, else its first; none where no rule applies. */
function ruleOf({ findings, notApplicable }: EndpointView, wanted: string): string {
  const known = findings.some((finding) => finding.rule === wanted) || (wanted === NO_RULE && notApplicable.length > 0);
  return known ? wanted : (findings[0]?.rule ?? NO_RULE);
}
