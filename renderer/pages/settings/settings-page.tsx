import { Page } from '../../components/page.tsx';
import { useSettings } from '../../data/queries.ts';

/** Names, looks and keys. */
export function SettingsPage() {
  const { data } = useSettings();
  return (
    <Page title="Settings" ground="bg" padded>
      {data?.workspaceName}
    </Page>
  );
}
