import { IconDatabase, IconWorld } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ListedRun } from '../../../shared/run-views.ts';
import { formatLabel } from '../../../shared/text.ts';
import type { CaptureRow } from '../../../shared/views.ts';
import { bytes, count, counted, percent, shortTime, zone } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { namedRun } from '../run/run-order.ts';
import { RunNote } from './run-note.tsx';
import classes from './runs-table.module.css';
import { clockWords, foundWords } from './runs-words.ts';

function captureNote(capture: CaptureRow): string {
  const left = capture.skipped.reduce((sum, skip) => sum + skip.count, 0);
  return [
    formatLabel(capture.format),
    counted(capture.records, capture.kind === 'http' ? 'request' : 'transaction'),
    bytes(capture.bytes),
    left > 0 ? `${count(left)} left out` : '',
    capture.damage ? `damaged after byte ${count(capture.damage.offset)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function Capture({ capture }: { capture: CaptureRow }) {
  const Icon = capture.kind === 'http' ? IconWorld : IconDatabase;
  return (
    <li className={classes.capture}>
      <Icon {...ICON} />
      <span className={classes.name}>{capture.name}</span>
      <span className={classes.note}>{captureNote(capture)}</span>
    </li>
  );
}

function Run({ run }: { run: ListedRun }) {
  const { transactions, linked, background, undecided } = run.links;
  return (
    <tr>
      <th scope="row">
        <Link to="/runs/$id/{-$tab}" params={{ id: String(run.id) }} className={classes.run} data-run>
          Run {run.id}
        </Link>
        <span className={classes.when} title={`First request, ${zone()}. Imported ${shortTime(run.atMs)}`}>
          {shortTime(namedRun(run).atMs)}
        </span>
      </th>
      <td>
        <ul className={classes.captures}>
          {run.captures.map((capture) => (
            <Capture key={capture.id} capture={capture} />
          ))}
        </ul>
      </td>
      <td className={classes.figure}>
        {count(run.exchanges)}
        <span className={classes.when}>{count(run.reached)} reached</span>
      </td>
      <td className={classes.figure}>{count(transactions)}</td>
      <td className={classes.figure}>
        {count(linked)}
        <span className={classes.when}>{transactions > 0 && percent(linked / transactions)}</span>
      </td>
      <td className={classes.figure}>
        {count(background + undecided)}
        <span className={classes.when}>{count(undecided)} not told apart</span>
      </td>
      <td className={classes.words}>{clockWords(run.clock)}</td>
      <td className={classes.words}>{foundWords(run.found)}</td>
      <td className={classes.said}>
        <RunNote key={run.note} run={run.id} note={run.note} />
      </td>
    </tr>
  );
}

/** Of the run that has the focus, else of the newest. */
function askNote(table: HTMLElement | null): void {
  const row = document.activeElement?.closest('tr') ?? table?.querySelector('tbody tr');
  row?.querySelector<HTMLElement>('[data-note]')?.click();
}

/** Moves the focus from run to run: Enter then opens it like any link. */
function useRunKeys(table: React.RefObject<HTMLTableElement | null>) {
  const move = (by: number) => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys([
    { keys: 'j', label: 'move', run: () => move(1) },
    { keys: 'k', label: 'move', run: () => move(-1) },
    // A focused link opens itself; without a focus the newest run is meant.
    { keys: 'Enter', label: 'open', run: () => table.current?.querySelector<HTMLElement>('[data-run]')?.click() },
    { keys: 'n', label: 'note', run: () => askNote(table.current) },
    { keys: 'ArrowDown', label: 'move', run: () => move(1), line: false },
    { keys: 'ArrowUp', label: 'move', run: () => move(-1), line: false },
  ]);
}

/** The runs, newest first. */
export function RunsTable({ runs }: { runs: readonly ListedRun[] }) {
  const table = useRef<HTMLTableElement>(null);
  useRunKeys(table);
  return (
    <table ref={table} className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Captures</th>
          <th scope="col">Requests</th>
          <th scope="col">Transactions</th>
          <th scope="col">Linked</th>
          <th scope="col">Unattributed</th>
          <th scope="col">Clock</th>
          <th scope="col">Found</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  );
}
