import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { FindingRow } from '../../../shared/views.ts';
import { useHeldSearch } from '../../components/use-held-search.ts';
import { filterNotes, inOrder, type NoteOrder } from './note-findings.ts';

const route = getRouteApi('/notes');

/** Filter, cursor and form, as they stand in the address. */
export function useNotesAddress(findings: readonly FindingRow[]) {
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
