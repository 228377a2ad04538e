import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../components/page.tsx';
import { useImports } from '../../data/queries.ts';

const route = getRouteApi('/runs/import/$id');

/** One import: what each file is, how far it is, what came of it. */
export function ImportPage() {
  const { id } = route.useParams();
  const state = useImports().data?.find((other) => other.id === id);
  return (
    <Page title="Import" ground="bg" padded>
      {state?.files.map((file) => (
        <p key={file.id}>
          {file.name}: {file.state}
        </p>
      ))}
    </Page>
  );
}
