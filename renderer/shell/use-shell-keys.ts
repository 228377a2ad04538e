import { spotlight } from '@mantine/spotlight';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { RunTab } from '../addresses.ts';
import { copyText } from '../components/copy.ts';
import { useImporting } from '../data/importing.tsx';
import { currentPreferences } from '../data/preferences.ts';
import { useSummary } from '../data/queries.ts';
import { useUndo } from '../data/use-undo.ts';
import { listenToKeys } from '../keys/key-listener.ts';
import { useKeys } from '../keys/use-keys.ts';

/** Keys that work on every page. Returns the sequence being typed. */
export function useShellKeys(onShortcuts: () => void): string {
  const navigate = useNavigate();
  const { chooseFiles } = useImporting();
  const { undo, redo } = useUndo();
  const { data } = useSummary();
  const quiet = { line: false };
  const here = useMatch({ from: '/runs/$id/{-$tab}', shouldThrow: false })?.params.id;
  const run = here ?? data?.links?.run;
  const showOfRun = (tab: RunTab) => () => void navigate({ to: '/runs/$id/{-$tab}', params: { id: String(run), tab } });
  useKeys(
    [
      // Works at once after a change, before the summary has told that there is something to undo.
      { keys: 'z', label: 'undo', run: undo, line: data?.undo != null },
      { keys: 'Ctrl+z', label: 'undo', run: undo, ...quiet },
      { keys: 'Shift+z', label: 'redo', run: redo, ...quiet },
      { keys: 'Ctrl+Shift+z', label: 'redo', run: redo, ...quiet },
      { keys: 'g o', label: 'overview', run: () => void navigate({ to: '/overview' }), ...quiet },
      { keys: 'g i', label: 'inventory', run: () => void navigate({ to: '/inventory' }), ...quiet },
      { keys: 'g t', label: 'tables', run: () => void navigate({ to: '/tables' }), ...quiet },
      { keys: 'g r', label: 'runs', run: () => void navigate({ to: '/runs' }), ...quiet },
      { keys: 'g l', label: 'timeline', run: showOfRun('timeline'), when: run !== undefined, ...quiet },
      { keys: 'g u', label: 'unattributed', run: showOfRun('unattributed'), when: run !== undefined, ...quiet },
      { keys: 'g n', label: 'notes', run: () => void navigate({ to: '/notes' }), ...quiet },
      { keys: 'g s', label: 'settings', run: () => void navigate({ to: '/settings' }), ...quiet },
      { keys: 'Ctrl+k', label: 'jump to anything', run: spotlight.open, inText: true, ...quiet },
      { keys: 'y', label: 'copy address', run: () => void copyText(window.location.href, 'Address copied'), ...quiet },
      { keys: 'o', label: 'choose files', run: chooseFiles, ...quiet },
      { keys: '?', label: 'all keys', run: onShortcuts, ...quiet },
    ],
    { group: 'Everywhere', everywhere: true },
  );
  const [pressed, setPressed] = useState('');
  useEffect(() => listenToKeys({ singleKeys: () => currentPreferences().singleKeys, onSequence: setPressed }), []);
  return pressed;
}
