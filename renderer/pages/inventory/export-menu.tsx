import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconUpload } from '@tabler/icons-react';
import type { ListFormat } from '../../../shared/export-views.ts';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPCClient } from '../../data/api.ts';
import { readList } from '../../data/read-list.ts';
import type { ListedRow, Tab } from './listed-row.ts';

const FORMATS: readonly { readonly format: ListFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV, for a spreadsheet' },
  { format: 'json', label: 'JSON' },
  { format: 'sarif', label: 'SARIF 2.1.0, for code scanning' },
  { format: 'issue', label: 'Text for an issue' },
];
/** Endpoints without a finding have nothing that the others could tell. */
const OF_ENDPOINTS: readonly ListFormat[] = ['csv', 'json'];

/** What of the list is exported: findings, or on the tab of all endpoints these. */
function inputOf(format: ListFormat, tab: Tab, rows: readonly ListedRow[]) {
  return tab === 'all'
    ? { format, of: 'endpoints' as const, keys: rows.map(({ endpoint }) => String(endpoint.id)) }
    : { format, of: 'findings' as const, keys: rows.flatMap(({ finding }) => finding?.key ?? []) };
}

/** Saves the list as it is filtered and ordered. */
export function ExportMenu({ tab, rows }: { readonly tab: Tab; readonly rows: readonly ListedRow[] }) {
  const client = useTRPCClient();
  const bridge = useBridge();
  const save = async (format: ListFormat) => {
    try {
      const { fileName, text, mime, count, leftOut } = await readList(client, inputOf(format, tab, rows));
      if (!(await bridge.saveFile(fileName, text, mime))) return;
      const masked = leftOut > 0 ? ` ${counted(leftOut, 'masked value was', 'masked values were')} left out.` : '';
      showDone(`${counted(count, tab === 'all' ? 'endpoint' : 'finding')} exported as ${fileName}.${masked}`);
    } catch (error) {
      showFailure(`The list was not exported. ${messageOf(error)}`);
    }
  };
  return (
    <Menu position="bottom-end" width={250} alignItemsLabels="none">
      <Menu.Target>
        <Button
          disabled={rows.length === 0}
          leftSection={<IconUpload {...ICON} />}
          rightSection={<IconChevronDown {...ICON} size={14} />}
        >
          Export list
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.filter(({ format }) => tab !== 'all' || OF_ENDPOINTS.includes(format)).map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
