import { useRef, useState } from 'react';
import { NOTE_FILTER } from '../../../shared/note-filter.ts';
import type { FindingRow } from '../../../shared/views.ts';
import { copyText } from '../../components/copy.ts';
import { count, counted } from '../../components/format.ts';
import { NoMatch } from '../../components/no-match.tsx';
import { Page } from '../../components/page.tsx';
import { useListKeys } from '../../components/use-list-keys.ts';
import { FilterBox } from '../../filter/filter-box.tsx';
import { NoteDatesForm } from './note-dates.tsx';
import { NoteList, ROWS_A_PAGE } from './note-list.tsx';
import { NoteOptions } from './note-options.tsx';
import { NotePreview } from './note-preview.tsx';
import { NotesActions } from './notes-actions.tsx';
import classes from './notes-view.module.css';
import { useIncluded } from './use-included.ts';
import { useManner } from './use-manner.ts';
import { type ExportChoice, isDocument, useEditNote, useExport, useNote, useNotes, useSetDates } from './use-notes.ts';
import { useNotesAddress } from './use-notes-address.ts';
import { useNotesKeys } from './use-notes-keys.ts';

/** Row values may be personal data, so they are a person's choice. */
const DEFAULT_CHOICE: ExportChoice = {
  format: 'md',
  audience: 'all',
  parts: { proof: true, headers: true, calls: true, tests: false, openapi: false, rowValues: false },
  since: false,
};

/** What the button says that leaves: notes, or the files that they fill. */
function exportedWords({ format }: ExportChoice, included: number, files: number): string {
  if (!isDocument(format)) return counted(included, 'finding');
  return included > 0 && files > 1 ? counted(files, 'file') : counted(included, 'note');
}

/** The notes: which findings, one of them as it will be read, what it holds, and the way out. */
export function NotesView({ findings }: { findings: readonly FindingRow[] }) {
  const { q, shown, index, format, by, setFilter, moveTo, setFormat, setBy } = useNotesAddress(findings);
  const included = useIncluded(findings, shown);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const list = useRef<HTMLTableElement>(null);
  const paper = useRef<HTMLElement>(null);
  const focusList = () => list.current?.focus({ preventScroll: true });

  const finding = shown[index];
  const note = useNote(finding?.key ?? null, choice.parts);
  const whole = useNotes(included.keys, choice);
  const edit = useEditNote();
  const setDates = useSetDates();
  const exportAll = useExport(included.keys, choice);
  const manner = useManner(note.data, format, setFormat);

  const copy = () => {
    if (manner.manner === 'openapi' && note.data?.openapi) void copyText(note.data.openapi, 'OpenAPI copied');
    else if (note.data) void copyText(note.data.markdown, 'Note copied as Markdown');
  };
  const onCopy = note.data ? copy : null;
  const onExport = included.keys.length > 0 ? () => void exportAll() : null;
  const goTo = (to: number) => {
    moveTo(to);
    // So that readers say the row.
    focusList();
  };
  useListKeys({ length: shown.length, at: index, page: ROWS_A_PAGE, moveTo: goTo });
  useNotesKeys({
    hasFinding: finding !== undefined,
    manner,
    onInclude: () => finding && included.toggle(finding.key),
    onIncludeAll: () => included.setAll(true),
    onCopy,
    onExport,
    onScroll: (pages) => paper.current?.scrollBy({ top: pages * 0.8 * paper.current.clientHeight }),
    onClear: q === '' ? null : () => setFilter(''),
  });

  const place = `${count(index + 1)} of ${count(shown.length)}`;
  const exported = exportedWords(choice, included.keys.length, whole.data?.files.length ?? 1);
  return (
    <Page
      title="Notes"
      sentence={`Migration notes for ${counted(findings.length, 'finding')}, for the developers of clients`}
      actions={<NotesActions onCopy={onCopy} onExport={onExport} exported={exported} />}
      filter={
        <FilterBox
          language={NOTE_FILTER}
          rows={findings}
          value={q}
          onChange={setFilter}
          placeholder="Filter notes, e.g. status:planned owner:none table:page_hits"
          found={`${count(shown.length)} of ${counted(findings.length, 'note')}`}
          onLeave={focusList}
        />
      }
      status={finding && place}
    >
      {finding ? (
        <div className={classes.split}>
          <NoteList
            ref={list}
            findings={shown}
            at={index}
            isIncluded={included.has}
            onMove={moveTo}
            onToggle={included.toggle}
            onAll={included.setAll}
            by={by}
            onBy={setBy}
          />
          <NotePreview
            ref={paper}
            note={note.data}
            error={note.error}
            onRetry={() => void note.refetch()}
            manner={manner.manner}
            onManner={manner.set}
            onEdit={(section, text) => note.data && edit(note.data.key, section, text)}
            place={place}
          />
          <NoteOptions choice={choice} onChoice={setChoice} whole={onExport ? whole.data : undefined}>
            {note.data && manner.canEdit && (
              <NoteDatesForm
                key={note.data.key}
                saved={note.data.dates}
                onSave={(dates) => note.data && setDates(note.data.key, dates)}
              />
            )}
          </NoteOptions>
        </div>
      ) : (
        <NoMatch what="note" filter={q} onClear={() => setFilter('')} />
      )}
    </Page>
  );
}
