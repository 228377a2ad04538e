import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPCClient } from '../../data/api.ts';
import { useKeys } from '../../keys/use-keys.ts';

/** Saves the overview as one HTML page, compared with the same run as on the screen. */
export function ExportSummary({ vs }: { vs: number | null }) {
  const client = useTRPCClient();
  const bridge = useBridge();
  const save = async () => {
    try {
      const { fileName, text, mime, leftOut } = await client.exportSummary.query({ vs });
      if (!(await bridge.saveFile(fileName, text, mime))) return;
      const masked = leftOut > 0 ? ` ${counted(leftOut, 'masked value was', 'masked values were')} left out.` : '';
      showDone(`Summary exported as ${fileName}.${masked}`);
    } catch (error) {
      showFailure(`The summary was not exported. ${messageOf(error)}`);
    }
  };
  useKeys([{ keys: 'e', label: 'export summary', run: () => void save() }]);
  return (
    <Button leftSection={<IconUpload {...ICON} />} rightSection={<KeyHint keys="e" />} onClick={() => void save()}>
      Export summary
    </Button>
  );
}
