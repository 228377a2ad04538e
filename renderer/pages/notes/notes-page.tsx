import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../../components/error-note.tsx';
import { Page } from '../../components/page.tsx';
import { useTRPC } from '../../data/api.ts';

const ALL = { keys: null, parts: { proof: true, headers: true, calls: true, rowValues: false } };

/** What the clients are told. */
export function NotesPage() {
  const { data, error, refetch } = useQuery(useTRPC().notes.queryOptions(ALL));
  return (
    <Page title="Notes" padded>
      {error && <ErrorNote what="The notes could not be read." error={error} onRetry={() => void refetch()} />}
      {data && <pre>{data.markdown}</pre>}
    </Page>
  );
}
