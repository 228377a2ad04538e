import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCopy,
  IconDatabase,
  IconFile,
  IconHelpHexagon,
  IconWorld,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { FileChoice, ImportFile } from '../../../shared/import-views.ts';
import { bytes, count } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import classes from './file-row.module.css';
import { fileWords, keepLabel, type Tone } from './file-words.ts';
import { MapColumns } from './map-columns.tsx';

function KindIcon({ file, tone }: { file: ImportFile; tone: Tone }) {
  if (tone === 'asks' || tone === 'bad') return <IconAlertTriangle {...ICON} />;
  if (file.state === 'duplicate') return <IconCopy {...ICON} />;
  if (file.recognised?.kind === 'http') return <IconWorld {...ICON} />;
  return file.recognised ? <IconDatabase {...ICON} /> : <IconFile {...ICON} />;
}

const TONE_ICONS: Readonly<Record<Tone, typeof IconFile>> = {
  working: IconCircleDashed,
  good: IconCircleCheck,
  asks: IconHelpHexagon,
  out: IconCircleMinus,
  bad: IconAlertTriangle,
};

function Progress({ file }: { file: ImportFile }) {
  if (file.state !== 'reading' || !file.bytes) return null;
  return (
    <span className={classes.bar} aria-hidden="true">
      <span className={classes.fill} style={{ width: `${Math.min(100, (file.bytesRead / file.bytes) * 100)}%` }} />
    </span>
  );
}

/** Why records were left out, and where the first of each stands. */
function Skipped({ file }: { file: ImportFile }) {
  if (file.skipped.length === 0) return null;
  return (
    <details className={classes.skipped}>
      <summary>Why records were left out</summary>
      <ul>
        {file.skipped.map(({ reason, count: times, first }) => (
          <li key={reason}>
            {count(times)} × {reason}; the first is number {count(first.index + 1)}, at byte {count(first.offset)}
          </li>
        ))}
      </ul>
    </details>
  );
}

export type Choose = (fileId: string, choice: FileChoice) => void;

/** A damaged file waits for an answer; the others go on. */
function Answer({ file, onChoose }: { file: ImportFile; onChoose: Choose }) {
  const whole = file.damage?.whole ?? 0;
  return (
    <div className={classes.answer}>
      <p className={classes.advice}>
        The file was probably still being written when it was copied. What follows byte{' '}
        {count(file.damage?.offset ?? 0)} is lost; nothing else is touched.
      </p>
      <Button size="xs" onClick={() => onChoose(file.id, 'leave-out')}>
        Leave the file out
      </Button>
      {whole > 0 && (
        <Button size="xs" variant="filled" onClick={() => onChoose(file.id, 'keep')}>
          {keepLabel(file)}
        </Button>
      )}
    </div>
  );
}

/** A file that could be read in several ways waits to be told which. */
function FormatAnswer({ file, onChoose }: { file: ImportFile; onChoose: Choose }) {
  return (
    <div className={`${classes.answer} ${classes.formats}`}>
      <p className={classes.advice}>
        {file.candidates.map(({ title, why }) => `${title}: ${why}.`).join(' ')} Which one is it?
      </p>
      <Button size="xs" onClick={() => onChoose(file.id, 'leave-out')}>
        Leave the file out
      </Button>
      {file.candidates.map(({ format, title }) => (
        <Button key={format} size="xs" onClick={() => onChoose(file.id, { format })}>
          Read as {title}
        </Button>
      ))}
    </div>
  );
}

/** A table of changes waits to be told which of its columns says what. */
function MappingAnswer({ file, onChoose }: { file: ImportFile; onChoose: Choose }) {
  const [open, setOpen] = useState(false);
  if (!file.table) return null;
  return (
    <div className={classes.answer}>
      <p className={classes.advice}>Say once what its columns mean: files like it are then read without asking.</p>
      <Button size="xs" onClick={() => onChoose(file.id, 'leave-out')}>
        Leave the file out
      </Button>
      <Button size="xs" variant="filled" onClick={() => setOpen(true)}>
        Map its columns…
      </Button>
      {open && (
        <MapColumns
          table={file.table}
          fileName={file.name}
          onClose={() => setOpen(false)}
          onSave={(mapping) => onChoose(file.id, { mapping })}
        />
      )}
    </div>
  );
}

/** Of a file whose size is not known, what has been read of it. */
function sizeOf(file: ImportFile): string {
  const size = file.bytes ?? file.bytesRead;
  return size > 0 || file.bytes === 0 ? bytes(size) : '';
}

export interface FileRowProps {
  readonly file: ImportFile;
  /** Whether the import still runs. */
  readonly live: boolean;
  readonly onChoose: Choose;
}

/** One file: its name and size, what it is and why, and what came of it. */
export function FileRow({ file, live, onChoose }: FileRowProps) {
  const words = fileWords(file, live);
  const ToneIcon = TONE_ICONS[words.tone];
  return (
    <li className={classes.row} data-tone={words.tone}>
      <span className={classes.kind}>
        <KindIcon file={file} tone={words.tone} />
      </span>
      <div className={classes.cell}>
        <span className={classes.lead} title={file.name}>
          {file.name}
        </span>
        <span className={classes.second}>{sizeOf(file)}</span>
      </div>
      <div className={classes.cell}>
        <span className={classes.lead}>{words.what}</span>
        <span className={classes.reason}>{words.why}</span>
      </div>
      <div className={`${classes.cell} ${classes.outcome}`}>
        <span className={classes.state}>
          <ToneIcon {...ICON} />
          {words.state}
        </span>
        {words.tone === 'working' && <Progress file={file} />}
        <span className={classes.reason}>{words.detail}</span>
        <Skipped file={file} />
      </div>
      {words.tone === 'asks' && file.state === 'damaged' && <Answer file={file} onChoose={onChoose} />}
      {words.tone === 'asks' && file.state === 'ambiguous' && <FormatAnswer file={file} onChoose={onChoose} />}
      {words.tone === 'asks' && file.state === 'unmapped' && <MappingAnswer file={file} onChoose={onChoose} />}
    </li>
  );
}
