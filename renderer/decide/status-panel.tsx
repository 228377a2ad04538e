import { STATUS_LABELS } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import { StatusGlyph } from '../components/glyphs.tsx';
import { movesFor } from './moves.ts';
import { PickList } from './pick-list.tsx';

export interface StatusPanelProps {
  readonly findings: readonly FindingRow[];
  readonly onPick: (status: MigrationStatus) => void;
}

/** The eight statuses; those that only proof can set say so. */
export function StatusPanel({ findings, onPick }: StatusPanelProps) {
  const items = movesFor(findings).map(({ to, refused, current }) => ({
    id: to,
    label: STATUS_LABELS[to],
    glyph: <StatusGlyph status={to} />,
    refused,
    current,
    hint: to === 'exception' && !refused ? 'asks why' : undefined,
  }));
  return (
    <PickList label="Status" placeholder="Move to…" items={items} onPick={(id) => onPick(id as MigrationStatus)} />
  );
}
