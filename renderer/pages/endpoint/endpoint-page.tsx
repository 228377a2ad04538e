import { getRouteApi } from '@tanstack/react-router';
import { ErrorNote } from '../../components/error-note.tsx';
import { VerdictMark } from '../../components/glyphs.tsx';
import { Page } from '../../components/page.tsx';
import { useEndpoint } from '../../data/queries.ts';

const route = getRouteApi('/endpoint/$endpointId/$rule');

/** The proof of one endpoint. */
export function EndpointPage() {
  const { endpointId } = route.useParams();
  const { data, error, refetch } = useEndpoint(Number(endpointId));
  return (
    <Page title={data ? `${data.endpoint.method} ${data.endpoint.route}` : 'Endpoint'} padded>
      {error && <ErrorNote what="The endpoint could not be read." error={error} onRetry={() => void refetch()} />}
      {data?.findings.map(({ key, verdict, summary }) => (
        <p key={key}>
          <VerdictMark verdict={verdict} /> {summary}
        </p>
      ))}
    </Page>
  );
}
