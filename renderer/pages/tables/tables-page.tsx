import { ErrorNote } from '../../components/error-note.tsx';
import { counted } from '../../components/format.ts';
import { Page } from '../../components/page.tsx';
import { CLASS_WORDS } from '../../components/words.ts';
import { useTables } from '../../data/queries.ts';

/** What a write to each table means. */
export function TablesPage() {
  const { data, error, refetch } = useTables();
  return (
    <Page title="Tables" sentence={data && counted(data.length, 'table')} padded>
      {error && <ErrorNote what="The tables could not be read." error={error} onRetry={() => void refetch()} />}
      {data?.map(({ table, class: tableClass, reason }) => (
        <p key={table}>
          <span className="ea-mono">{table}</span> {CLASS_WORDS[tableClass]}. {reason}
        </p>
      ))}
    </Page>
  );
}
