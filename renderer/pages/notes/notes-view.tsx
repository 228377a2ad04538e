import { Button } from '@mantine/core';
import { IconCopy, IconUpload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { NOTE_FILTER } from '../../../shared/note-filter.ts';
import type { FindingRow } from '../../../shared/views.ts';
import { copyText } from '../../components/copy.ts';
import { Empty } from '../../components/empty.tsx';
import { count, counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { useHeldSearch } from '../../components/use-held-search.ts';
import { useListKeys } from '../../components/use-list-keys.ts';
import { useSelection } from '../../components/use-selection.ts';
import { FilterBox } from '../../filter/filter-box.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { NoteDatesForm } from './note-dates.tsx';
import { filterNotes, inOrder, type NoteOrder } from './note-findings.ts';
import { NoteList, ROWS_A_PAGE } from './note-list.tsx';
import { NoteOptions } from './note-options.tsx';
import { type Manner, NotePreview } from './note-preview.tsx';
import classes from './notes-view.module.css';
import { type ExportChoice, isDocument, useEditNote, useExport, useNote, useNotes, useSetDates } from './use-notes.ts';

const route = getRouteApi('/notes');
/** Row values may be personal data, so they are a person's choice. */
const DEFAULT_CHOICE: ExportChoice = {
  format: 'md',
  audience: 'all',
  parts: { proof: true, headers: true, calls: true, tests: false, openapi: false, rowValues: false },
  since: false,
};

/** Filter, cursor and form, as they stand in the address. */
function useAddress(findings: readonly FindingRow[]) {
  const navigate = route.useNavigate();
  const { search, change } = useHeldSearch(route.useSearch(), (next) => void navigate({ search: next, replace: true }));
  const { q = '', at, format, by } = search;
  const shown = useMemo(() => inOrder(filterNotes(findings, q), by ?? 'status'), [findings, q, by]);
  const found = shown.findIndex(({ key }) => key === at);
  return {
    q,
    shown,
    index: Math.max(0, found),
    format,
    setFilter: (text: string) => change({ q: text || undefined }),
    moveTo: (to: number) => change({ at: shown[to]?.key }),
    setFormat: (to: 'md' | 'openapi' | undefined) => change({ format: to }),
    by: by ?? 'status',
    setBy: (to: NoteOrder) => change({ by: to === 'status' ? undefined : to }),
  };
}

/** What cannot be drafted is shown as people read it. */
const shownAs = (format: 'md' | 'openapi' | undefined, canDraft: boolean): Manner =>
  format === 'md' ? 'text' : format === 'openapi' && canDraft ? 'openapi' : 'preview';

/** The notes: which findings, one of them as it will be read, what it holds, and the way out. */
export function NotesView({ findings }: { findings: readonly FindingRow[] }) {
  const { q, shown, index, format, by, setFilter, moveTo, setFormat, setBy } = useAddress(findings);
  const leftOut = useSelection();
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const [editing, setEditing] = useState(false);
  const list = useRef<HTMLTableElement>(null);
  const paper = useRef<HTMLElement>(null);
  const focusList = () => list.current?.focus({ preventScroll: true });

  const finding = shown[index];
  const included = findings.map(({ key }) => key).filter((key) => !leftOut.keys.has(key));
  const note = useNote(finding?.key ?? null, choice.parts);
  const whole = useNotes(included, choice);
  const edit = useEditNote();
  const setDates = useSetDates();
  const exportAll = useExport(included, choice);
  const canEdit = (note.data?.sections.length ?? 0) > 0;
  const canDraft = note.data?.openapi != null;
  const manner: Manner = editing && canEdit ? 'edit' : shownAs(format, canDraft);
  const setManner = (to: Manner) => {
    setEditing(to === 'edit');
    if (to !== 'edit') setFormat(to === 'text' ? 'md' : to === 'openapi' ? 'openapi' : undefined);
  };
  const markdown = note.data?.markdown ?? null;
  const setAll = (include: boolean) => {
    const here = shown.map(({ key }) => key);
    if (include) leftOut.set([...leftOut.keys].filter((key) => !here.includes(key)));
    else leftOut.add(...here);
  };
  const copy = () => {
    if (manner === 'openapi' && note.data?.openapi) void copyText(note.data.openapi, 'OpenAPI copied');
    else if (markdown !== null) void copyText(markdown, 'Note copied as Markdown');
  };
  const scroll = (pages: number) => () => paper.current?.scrollBy({ top: pages * 0.8 * paper.current.clientHeight });
  const canExport = included.length > 0;
  const files = whole.data?.files.length ?? 1;
  const exported =
    isDocument(choice.format) && canExport && files > 1
      ? counted(files, 'file')
      : counted(included.length, isDocument(choice.format) ? 'note' : 'finding');
  const goTo = (to: number) => {
    moveTo(to);
    // So that readers say the row.
    focusList();
  };
  useListKeys({ length: shown.length, at: index, page: ROWS_A_PAGE, moveTo: goTo });
  useKeys([
    { keys: 'x', label: 'include', run: () => finding && leftOut.toggle(finding.key), when: finding !== undefined },
    {
      keys: 'e',
      label: editing ? 'stop editing' : 'edit',
      run: () => setManner(editing ? 'preview' : 'edit'),
      when: canEdit,
    },
    { keys: 'p', label: 'preview or Markdown', run: () => setManner(manner === 'text' ? 'preview' : 'text') },
    {
      keys: 'd',
      label: 'OpenAPI',
      run: () => setManner(manner === 'openapi' ? 'preview' : 'openapi'),
      when: canDraft,
      line: false,
    },
    { keys: 'y', label: 'copy', run: copy, when: markdown !== null },
    { keys: 'Ctrl+Enter', label: 'export', run: () => void exportAll(), when: canExport && !editing, inText: true },
    { keys: 'Space', label: 'scroll the note', run: scroll(1), line: false },
    { keys: 'Shift+Space', label: 'scroll the note', run: scroll(-1), line: false },
    { keys: 'Ctrl+a', label: 'include all', run: () => setAll(true), line: false },
    {
      keys: 'Escape',
      label: 'stop editing',
      run: () => setManner('preview'),
      when: editing,
      inText: true,
      line: false,
    },
    { keys: 'Escape', label: 'clear the filter', run: () => setFilter(''), when: q !== '' && !editing, line: false },
  ]);
  return (
    <Page
      title="Notes"
      sentence={`Migration notes for ${counted(findings.length, 'finding')}, for the developers of clients`}
      actions={
        <>
          <Button
            leftSection={<IconCopy {...ICON} />}
            rightSection={<KeyHint keys="y" />}
            disabled={markdown === null}
            onClick={copy}
          >
            Copy note
          </Button>
          <Button
            variant="filled"
            leftSection={<IconUpload {...ICON} />}
            rightSection={<KeyHint keys="Ctrl+Enter" />}
            disabled={!canExport}
            onClick={() => void exportAll()}
          >
            Export {exported}
          </Button>
        </>
      }
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
      status={finding && `${count(index + 1)} of ${count(shown.length)}`}
    >
      {finding ? (
        <div className={classes.split}>
          <NoteList
            ref={list}
            findings={shown}
            at={index}
            isIncluded={(key) => !leftOut.keys.has(key)}
            onMove={moveTo}
            onToggle={leftOut.toggle}
            onAll={setAll}
            by={by}
            onBy={setBy}
          />
          <NotePreview
            ref={paper}
            note={note.data}
            error={note.error}
            onRetry={() => void note.refetch()}
            manner={manner}
            onManner={setManner}
            onEdit={(section, text) => note.data && edit(note.data.key, section, text)}
            place={`${count(index + 1)} of ${count(shown.length)}`}
          />
          <NoteOptions choice={choice} onChoice={setChoice} whole={canExport ? whole.data : undefined}>
            {note.data && canEdit && (
              <NoteDatesForm
                key={note.data.key}
                saved={note.data.dates}
                onSave={(dates) => note.data && setDates(note.data.key, dates)}
              />
            )}
          </NoteOptions>
        </div>
      ) : (
        <Empty
          sentence={
            <>
              No note matches <code>{q}</code>.
            </>
          }
        >
          <Button onClick={() => setFilter('')}>Clear the filter</Button>
        </Empty>
      )}
    </Page>
  );
}
