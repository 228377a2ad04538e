import { Notifications } from '@mantine/notifications';
import { spotlight } from '@mantine/spotlight';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ImportingProvider } from '../data/importing.tsx';
import { useImports } from '../data/queries.ts';
import { isRunning } from '../data/running.ts';
import { useEvents } from '../data/use-events.ts';
import { announce } from './announce.ts';
import { DropOverlay } from './drop-overlay.tsx';
import { Jump } from './jump.tsx';
import { LiveRegions } from './live-regions.tsx';
import { PreparingNotice } from './preparing-notice.tsx';
import { Rail } from './rail.tsx';
import { RejudgingNotice } from './rejudging-notice.tsx';
import { SequenceHint } from './sequence-hint.tsx';
import classes from './shell.module.css';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { UndoingNotice } from './undoing-notice.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useShellKeys } from './use-shell-keys.ts';

/** Tells readers the new page's name, which sighted people see, as soon as the page knows it. */
function useSpokenPages(): void {
  useEffect(() => {
    const title = document.querySelector('title');
    const observer = new MutationObserver(() => announce(document.title));
    if (title) observer.observe(title, { childList: true });
    return () => observer.disconnect();
  }, []);
}

/** The system asks before the window closes while an import runs: it would start over. */
function useGuardedImport(): void {
  const { data } = useImports();
  const running = data?.some(isRunning) ?? false;
  useEffect(() => {
    if (!running) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [running]);
}

function Frame() {
  const [sheet, setSheet] = useState(false);
  const openSheet = () => setSheet(true);
  const pressed = useShellKeys(openSheet);
  const lost = useEvents();
  useSpokenPages();
  useKeptFocus();
  useGuardedImport();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        To the list
      </a>
      <Rail onJump={spotlight.open} onShortcuts={openSheet} />
      <div className={classes.page}>
        <PreparingNotice />
        <RejudgingNotice />
        <UndoingNotice />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Jump onShortcuts={openSheet} />
      <ShortcutSheet opened={sheet} onClose={() => setSheet(false)} />
      <SequenceHint pressed={pressed} />
      <DropOverlay />
      {lost && (
        <p className={classes.lost} role="alert">
          Endpoint Audit does not answer. What is shown may be old; start it again if it has ended.
        </p>
      )}
      <Notifications position="bottom-right" containerWidth={380} transitionDuration={120} className={classes.toasts} />
      <LiveRegions />
    </div>
  );
}

/** What surrounds every page. */
export function Shell() {
  return (
    <ImportingProvider>
      <Frame />
    </ImportingProvider>
  );
}
