import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconHelpCircle, IconLink, IconSearch, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { count } from '../components/format.ts';
import { ICON } from '../components/icon.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useNarrow } from '../components/use-narrow.ts';
import { useImports, useSummary } from '../data/queries.ts';
import { isRunning } from '../data/running.ts';
import { PLACES } from './places.ts';
import classes from './rail.module.css';
import { TrustBar } from './trust-bar.tsx';

/** A name with its icon; in the narrow rail the name becomes a tooltip. */
function Entry({ name, icon: Icon, end }: { name: string; icon: ComponentType<typeof ICON>; end: ReactNode }) {
  return (
    <>
      <Icon {...ICON} />
      <span className={classes.name}>{name}</span>
      <span className={classes.end}>{end}</span>
    </>
  );
}

function Narrow({ name, children }: { name: string; children: ReactNode }) {
  // With the names in view a tooltip would only repeat them, and an open one takes the page's Esc.
  return (
    <Tooltip label={name} position="right" disabled={!useNarrow()}>
      {children}
    </Tooltip>
  );
}

/** `/volume/work/campus.audit` is shown as `campus.audit`. */
const baseName = (file: string) => file.split(/[/\\]/).at(-1) ?? file;

function Workspace() {
  const { data } = useSummary();
  return (
    <div className={classes.workspace} title={data?.file}>
      <span className={classes.mark}>
        <IconLink {...ICON} />
      </span>
      <span className={classes.wide}>
        <strong className={classes.workspaceName}>{data?.name ?? 'Endpoint Audit'}</strong>
        <span className={classes.file}>{data ? baseName(data.file) : ''}</span>
      </span>
    </div>
  );
}

function Places() {
  const { data } = useSummary();
  const { data: imports } = useImports();
  const counts: Partial<Record<string, number>> = data?.runs
    ? { '/inventory': data.openFindings, '/runs': data.runs }
    : {};
  const running = imports?.some(isRunning);
  return PLACES.map(({ to, name, keys, icon }) => {
    const ring = to === '/runs' && running && (
      <span className={classes.ring} role="img" aria-label="An import is running" />
    );
    const shown = counts[to];
    // Nothing before it is known which of the two it is: one in place of the other would move.
    const end = shown === undefined ? data && <KeyHint keys={keys} /> : count(shown);
    return (
      <Narrow key={to} name={name}>
        <Link to={to} className={classes.place} activeProps={{ 'data-active': true }}>
          <Entry name={name} icon={icon} end={ring || end} />
        </Link>
      </Narrow>
    );
  });
}

export interface RailProps {
  readonly onJump: () => void;
  readonly onShortcuts: () => void;
}

/** The way to every page, and at its foot what share of the links can be trusted. */
export function Rail({ onJump, onShortcuts }: RailProps) {
  return (
    <nav className={classes.rail} aria-label="Pages">
      <Workspace />
      <Narrow name="Jump to…">
        <UnstyledButton className={classes.jump} onClick={onJump}>
          <Entry name="Jump to…" icon={IconSearch} end={<KeyHint keys="Ctrl+k" />} />
        </UnstyledButton>
      </Narrow>
      <Places />
      <div className={classes.gap} />
      <TrustBar />
      <Narrow name="Settings">
        <Link to="/settings" className={classes.place} activeProps={{ 'data-active': true }}>
          <Entry name="Settings" icon={IconSettings} end={<KeyHint keys="g s" />} />
        </Link>
      </Narrow>
      <Narrow name="Shortcuts">
        <UnstyledButton className={classes.place} onClick={onShortcuts}>
          <Entry name="Shortcuts" icon={IconHelpCircle} end={<KeyHint keys="?" />} />
        </UnstyledButton>
      </Narrow>
    </nav>
  );
}
