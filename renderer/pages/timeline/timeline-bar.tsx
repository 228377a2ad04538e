import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { zone } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import classes from './timeline-bar.module.css';
import { windowWords } from './timeline-words.ts';
import { zoomAround } from './use-pointing.ts';
import { useLive } from './use-view.ts';
import type { ViewStore } from './view-store.ts';

const route = getRouteApi('/runs/$id/{-$tab}');

const LEGEND = [
  { kind: 'request', name: 'request, server window', width: 34, path: 'M8 8h18' },
  { kind: 'linked', name: 'linked commit', width: 10, path: 'M5 3.5l4.500 4.500-4.500 4.500-4.500-4.500z' },
  { kind: 'background', name: 'background', width: 8, path: 'M4 4.500l3.500 3.500-3.500 3.500-3.500-3.500z' },
  { kind: 'undecided', name: 'not told apart', width: 11, path: 'M5.500 3.500l4.500 4.500-4.500 4.500-4.500-4.500z' },
  { kind: 'coarse', name: 'coarse time', width: 16, path: 'M1 5v5h14v-5' },
] as const;

/** What the marks mean; each has a shape of its own. */
function Legend({ coarse }: { coarse: boolean }) {
  return (
    <ul className={classes.legend}>
      {LEGEND.filter(({ kind }) => coarse || kind !== 'coarse').map(({ kind, name, width, path }) => (
        <li key={kind} className={classes.entry}>
          <svg width={width} height="16" aria-hidden="true">
            {kind === 'request' && <path className={classes.outside} d="M0 8h34" />}
            <path className={classes[kind]} d={path} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Which choices a run has: its log's clock is known to be off; its captures name connections. */
export interface Switches {
  readonly times: boolean;
  readonly lanes: boolean;
}

const CHOICES = {
  times: { name: 'Times', first: 'corrected', other: { value: 'recorded', label: 'as recorded' } },
  lanes: { name: 'Lanes', first: 'client', other: { value: 'connection', label: 'connection' } },
} as const;

/** A choice of two that stands in the address. */
function Switch({ of }: { of: keyof Switches }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { name, first, other } = CHOICES[of];
  const show = (next: string) =>
    void navigate({ search: (old) => ({ ...old, [of]: next === first ? undefined : next }), replace: true });
  return (
    <span className={classes.switch}>
      {name}
      <SegmentedControl
        size="xs"
        aria-label={name}
        data={[{ value: first, label: first }, other]}
        value={search[of] ?? first}
        onChange={show}
      />
    </span>
  );
}

export interface TimelineBarProps {
  readonly store: ViewStore;
  /** What is not drawn. */
  readonly note: string;
  /** Whether stamps of this run are intervals that show. */
  readonly coarse: boolean;
  readonly switches: Switches;
}

/** What is in view, what the marks mean, and the buttons that do what the keys do. */
export function TimelineBar({ store, note, coarse, switches }: TimelineBarProps) {
  const window = useLive(store, (view) => view.window);
  const isWhole = window.fromUs <= store.whole.fromUs && window.toUs >= store.whole.toUs;
  const zoom = (factor: number) => zoomAround(store, factor, null);
  return (
    <div className={classes.bar}>
      <span className={classes.range} title={zone()}>
        {windowWords(window)}
      </span>
      <Legend coarse={coarse} />
      {note && <span className={classes.note}>{note}</span>}
      {switches.times && <Switch of="times" />}
      {switches.lanes && <Switch of="lanes" />}
      <div className={classes.buttons}>
        <ActionIcon size={26} aria-label="Zoom out" disabled={isWhole} onClick={() => zoom(2)}>
          <IconMinus {...ICON} />
        </ActionIcon>
        <ActionIcon size={26} aria-label="Zoom in" onClick={() => zoom(0.5)}>
          <IconPlus {...ICON} />
        </ActionIcon>
        <Button
          size="xs"
          disabled={isWhole}
          rightSection={<KeyHint keys="0" />}
          onClick={() => store.change({ window: store.whole })}
        >
          Whole run
        </Button>
      </div>
    </div>
  );
}
