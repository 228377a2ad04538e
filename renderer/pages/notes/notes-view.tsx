import { Button } from '@mantine/core';
import { IconCopy, IconUpload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { NoteParts } from '../../../shared/note-views.ts';
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
import { filterNotes, NOTE_FILTER, noteChapter } from './note-findings.ts';
import { NoteList, ROWS_A_PAGE } from './note-list.tsx';
import { NoteOptions } from './note-options.tsx';
import { NotePreview } from './note-preview.tsx';
import classes from './notes-view.module.css';
import { useExport, useNotes } from './use-notes.ts';

const route = getRouteApi('/notes');
/** Row values may be personal data, so they are a person's choice. */
const DEFAULT_PARTS: NoteParts = { proof: true, headers: true, calls: true, rowValues: false };

/** Filter, cursor and form, as they stand in the address. */
function useAddress(findings: readonly FindingRow[]) {
  const navigate = route.useNavigate();
  const { search, change } = useHeldSearch(route.useSearch(), (next) => void navigate({ search: next, replace: true }));
  const { q = '', at, format } = search;
  const shown = useMemo(() => filterNotes(findings, q), [findings, q]);
  const found = shown.findIndex(({ key }) => key === at);
  return {
    q,
    shown,
    index: Math.max(0, found),
    asText: format === 'md',
    setFilter: (text: string) => change({ q: text || undefined }),
    moveTo: (to: number) => change({ at: shown[to]?.key }),
    setAsText: (asText: boolean) => change({ format: asText ? 'md' : undefined }),
  };
}

/** The notes: which findings, one of them as it will be read, what it holds, and the way out. */
export function NotesView({ findings }: { findings: readonly FindingRow[] }) {
  const { q, shown, index, asText, setFilter, moveTo, setAsText } = useAddress(findings);
  const leftOut = useSelection();
  const [parts, setParts] = useState(DEFAULT_PARTS);
  const list = useRef<HTMLTableElement>(null);
  const paper = useRef<HTMLElement>(null);
  const focusList = () => list.current?.focus({ preventScroll: true });

  const finding = shown[index];
  const included = findings.map(({ key }) => key).filter((key) => !leftOut.keys.has(key));
  const note = useNotes(finding ? [finding.key] : [], parts);
  const whole = useNotes(included, parts);
  const chapter = note.data ? noteChapter(note.data.markdown) : null;
  const exportAll = useExport(included, parts);
  const setAll = (include: boolean) => {
    const here = shown.map(({ key }) => key);
    if (include) leftOut.set([...leftOut.keys].filter((key) => !here.includes(key)));
    else leftOut.add(...here);
  };
  const copy = () => void (chapter !== null && copyText(chapter, 'Note copied as Markdown'));
  const scroll = (pages: number) => () => paper.current?.scrollBy({ top: pages * 0.8 * paper.current.clientHeight });
  const canExport = included.length > 0;
  useListKeys({ length: shown.length, at: index, page: ROWS_A_PAGE, moveTo });
  useKeys([
    { keys: 'x', label: 'include', run: () => finding && leftOut.toggle(finding.key), when: finding !== undefined },
    { keys: 'p', label: 'preview or Markdown', run: () => setAsText(!asText) },
    { keys: 'y', label: 'copy', run: copy, when: chapter !== null },
    { keys: 'Ctrl+Enter', label: 'export', run: () => void exportAll(), when: canExport, inText: true },
    { keys: 'Space', label: 'scroll the note', run: scroll(1), line: false },
    { keys: 'Shift+Space', label: 'scroll the note', run: scroll(-1), line: false },
    { keys: 'Ctrl+a', label: 'include all', run: () => setAll(true), line: false },
    { keys: 'Escape', label: 'clear the filter', run: () => setFilter(''), when: q !== '', line: false },
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
            disabled={chapter === null}
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
            Export {counted(included.length, 'note')}
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
          />
          <NotePreview
            ref={paper}
            chapter={chapter}
            error={note.error}
            onRetry={() => void note.refetch()}
            asText={asText}
            onAsText={setAsText}
            place={`${count(index + 1)} of ${count(shown.length)}`}
          />
          <NoteOptions parts={parts} onParts={setParts} missing={canExport ? (whole.data?.missing ?? []) : []} />
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
