import { Checkbox, Radio } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Audience, NoteParts, NotesExport } from '../../../shared/note-views.ts';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import classes from './note-options.module.css';
import { type ExportChoice, type ExportFormat, isDocument } from './use-notes.ts';

const FORMATS: readonly (readonly [format: ExportFormat, label: string])[] = [
  ['md', 'Markdown'],
  ['html', 'HTML, one page'],
  ['json', 'JSON'],
  ['csv', 'CSV list'],
  ['sarif', 'SARIF 2.1'],
  ['issue', 'Issue text'],
];

const AUDIENCES: readonly (readonly [audience: Audience, label: string])[] = [
  ['all', 'One file for all'],
  ['client', 'One file per client'],
];

const PARTS: readonly (readonly [part: keyof NoteParts, label: string])[] = [
  ['proof', 'Proof'],
  ['headers', 'Headers to send'],
  ['calls', 'Before and after calls'],
  ['tests', 'Regression tests'],
  ['openapi', 'OpenAPI of the new calls'],
  ['rowValues', 'Row values'],
];

/** Files named at most; the button says how many there are. */
const MOST_NAMED = 6;

export interface NoteOptionsProps {
  readonly choice: ExportChoice;
  readonly onChoice: (choice: ExportChoice) => void;
  /** What would be exported; undefined while it is written, or where nothing is included. */
  readonly whole: NotesExport | undefined;
  /** The form of the note under the cursor. */
  readonly children: ReactNode;
}

/** What leaves and for whom, which parts the notes hold, and what they still lack. */
export function NoteOptions({ choice, onChoice, whole, children }: NoteOptionsProps) {
  const { format, audience, parts } = choice;
  const documents = isDocument(format);
  return (
    <aside className={classes.options} aria-label="What the notes hold">
      <div className={classes.form}>
        <Radio.Group
          value={format}
          onChange={(value) => onChoice({ ...choice, format: value as ExportFormat })}
          label={<span className={classes.title}>Format</span>}
          classNames={{ root: classes.choices }}
        >
          {FORMATS.map(([value, label]) => (
            <Radio key={value} size="xs" value={value} label={label} className={classes.choice} />
          ))}
        </Radio.Group>
        {documents && (
          <>
            <Radio.Group
              value={audience}
              onChange={(value) => onChoice({ ...choice, audience: value as Audience })}
              label={<span className={classes.title}>For whom</span>}
              classNames={{ root: classes.choices }}
            >
              {AUDIENCES.map(([value, label]) => (
                <Radio key={value} size="xs" value={value} label={label} className={classes.choice} />
              ))}
              {audience === 'client' && whole && <FileNames files={whole.files} />}
            </Radio.Group>
            <div className={classes.group}>
              <h2 className={classes.title}>Include</h2>
              {PARTS.map(([part, label]) => (
                <Checkbox
                  key={part}
                  size="xs"
                  label={label}
                  checked={parts[part]}
                  onChange={(event) =>
                    onChoice({ ...choice, parts: { ...parts, [part]: event.currentTarget.checked } })
                  }
                />
              ))}
              {whole?.last && (
                <Checkbox
                  size="xs"
                  label={`Changes since ${whole.last}`}
                  checked={choice.since}
                  onChange={(event) => onChoice({ ...choice, since: event.currentTarget.checked })}
                />
              )}
              <p className={classes.note}>
                Row values stay out by default: they may be personal data. Masked values always do.
              </p>
            </div>
          </>
        )}
        {children}
      </div>
      {whole && documents && whole.missing.length > 0 && <Missing missing={whole.missing} />}
    </aside>
  );
}

function FileNames({ files }: Pick<NotesExport, 'files'>) {
  const told = files.filter(({ notes }) => notes > 0);
  return (
    <ul className={classes.files}>
      {told.slice(0, MOST_NAMED).map(({ fileName, notes }) => (
        <li key={fileName}>
          <span className={classes.file}>{fileName.replace('migration-notes-', '')}</span>
          <span>{counted(notes, 'note')}</span>
        </li>
      ))}
      {told.length > MOST_NAMED && <li>and {counted(told.length - MOST_NAMED, 'more file')}</li>}
    </ul>
  );
}

const Missing = ({ missing }: { missing: readonly string[] }) => (
  <section className={classes.missing} aria-label="What is missing">
    <IconAlertTriangle {...ICON} />
    <ul className={classes.lacks}>
      {missing.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </section>
);
