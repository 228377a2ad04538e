import { Link } from '@tanstack/react-router';
import type { ImportFile } from '../../../shared/import-views.ts';
import type { RunRow } from '../../../shared/views.ts';
import { clockTime } from '../../components/format.ts';
import { overlapWords } from './import-words.ts';
import classes from './spans-card.module.css';

/** Shorter than this share of the axis a bar could not be seen. */
const LEAST = 0.004;

type Spanned = ImportFile & { readonly spanUs: readonly [number, number] };

const isSpanned = (file: ImportFile): file is Spanned =>
  file.spanUs !== null && file.state !== 'left-out' && file.state !== 'duplicate';

function Bar({ file, from, length }: { file: Spanned; from: number; length: number }) {
  const [start, end] = file.spanUs;
  const left = (start - from) / length;
  const width = Math.max(LEAST, (end - start) / length);
  const times = `${clockTime(start / 1000)} to ${clockTime(end / 1000)}`;
  return (
    <li className={classes.line}>
      <span className={classes.name} title={file.name}>
        {file.name}
      </span>
      <span className={classes.track} role="img" aria-label={times} title={times}>
        <span
          className={classes.bar}
          data-kind={file.recognised?.kind}
          data-damaged={file.damage !== null || undefined}
          style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
        />
      </span>
    </li>
  );
}

function RunLink({ id }: { id: number }) {
  return (
    <Link to="/runs/$id/{-$tab}" params={{ id: String(id) }}>
      Run {id}
    </Link>
  );
}

export interface SpansCardProps {
  readonly files: readonly ImportFile[];
  readonly runId: number | null;
  /** The run that came of them, with what it held before; once it is whole. */
  readonly run: RunRow | undefined;
}

/** The files on one axis of time: together they are one run. */
export function SpansCard({ files, runId, run }: SpansCardProps) {
  const spanned = files.filter(isSpanned);
  if (spanned.length === 0) return null;
  const from = Math.min(...spanned.map((file) => file.spanUs[0]));
  const to = Math.max(...spanned.map((file) => file.spanUs[1]));
  return (
    <section className={classes.card}>
      <h2 className={classes.title}>
        What belongs together <span className={classes.note}>the files of one import become one run</span>
      </h2>
      <p className={classes.overlap}>
        <strong>{runId === null ? 'This run' : <RunLink id={runId} />}</strong> {overlapWords(files, run)}
      </p>
      <ul className={classes.lines}>
        {spanned.map((file) => (
          <Bar key={file.id} file={file} from={from} length={Math.max(1, to - from)} />
        ))}
      </ul>
    </section>
  );
}
