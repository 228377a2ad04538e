import { Checkbox, NativeSelect } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useRef } from 'react';
import { RULE_LABELS, STATUS_LABELS, VERDICT_LABELS } from '../../../shared/text.ts';
import type { FindingRow } from '../../../shared/views.ts';
import { NOTE_ORDERS } from '../../addresses.ts';
import { HOME } from '../../components/focus-home.ts';
import { count } from '../../components/format.ts';
import { StatusGlyph, VerdictGlyph } from '../../components/glyphs.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { rangeWithCursor } from '../../components/row-range.ts';
import { useHome } from '../../components/use-home.ts';
import type { NoteOrder } from './note-findings.ts';
import classes from './note-list.module.css';

const ROW = 54;
/** For Page Up and Page Down. */
export const ROWS_A_PAGE = 10;

export interface NoteListProps {
  /** For the focus. */
  readonly ref: Ref<HTMLTableElement>;
  readonly findings: readonly FindingRow[];
  /** The cursor's place. */
  readonly at: number;
  readonly isIncluded: (key: string) => boolean;
  readonly onMove: (index: number) => void;
  readonly onToggle: (key: string) => void;
  readonly onAll: (included: boolean) => void;
  readonly by: NoteOrder;
  readonly onBy: (by: NoteOrder) => void;
}

/** The findings that have something to tell, each with a box that says whether the export holds it. */
export function NoteList(props: NoteListProps) {
  const { ref, findings, at, isIncluded, onMove, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  useHome(scroller);
  const virtual = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    rangeExtractor: (range) => rangeWithCursor(range, at),
  });
  useEffect(() => virtual.scrollToIndex(at), [virtual, at]);
  const shown = virtual.getVirtualItems();
  return (
    <div className={classes.list}>
      <ListHead {...props} />
      <div className={classes.scroller} ref={scroller}>
        <table
          ref={ref}
          className={classes.table}
          style={{ height: virtual.getTotalSize() }}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
          role="grid"
          tabIndex={0}
          {...HOME}
          aria-label="Notes to include"
          aria-rowcount={findings.length}
          aria-multiselectable
          aria-activedescendant={lineId(at)}
        >
          <tbody className={classes.body}>
            {shown.map(({ index, start }) => {
              const finding = findings[index];
              return (
                finding && (
                  <NoteLine
                    key={finding.key}
                    finding={finding}
                    index={index}
                    top={start}
                    isCursor={index === at}
                    isIncluded={isIncluded(finding.key)}
                    onMove={() => onMove(index)}
                    onToggle={() => onToggle(finding.key)}
                  />
                )
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const lineId = (index: number) => `note-${index}`;

function ListHead({ findings, isIncluded, onAll, by, onBy }: NoteListProps) {
  const included = findings.filter(({ key }) => isIncluded(key)).length;
  const all = included === findings.length;
  return (
    <div className={classes.head}>
      <Checkbox
        size="xs"
        label={`${count(included)} of ${count(findings.length)} included`}
        checked={all}
        indeterminate={included > 0 && !all}
        onChange={() => onAll(!all)}
      />
      <NativeSelect
        size="xs"
        variant="unstyled"
        aria-label="Order of the notes"
        data={NOTE_ORDERS.map((value) => ({ value, label: `by ${value}` }))}
        value={by}
        onChange={(event) => onBy(event.currentTarget.value as NoteOrder)}
      />
    </div>
  );
}

interface NoteLineProps {
  readonly finding: FindingRow;
  readonly index: number;
  /** Its place in the list in px. */
  readonly top: number;
  readonly isCursor: boolean;
  readonly isIncluded: boolean;
  readonly onMove: () => void;
  readonly onToggle: () => void;
}

function NoteLine({ finding, index, top, isCursor, isIncluded, onMove, onToggle }: NoteLineProps) {
  const { method, route } = finding.endpoint;
  const call = `${method} ${route}`;
  return (
    <tr
      id={lineId(index)}
      className={classes.line}
      aria-rowindex={index + 1}
      aria-selected={isIncluded}
      aria-label={`${call}. ${RULE_LABELS[finding.rule]}. ${standing(finding)}`}
      data-cursor={isCursor || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onMove}
    >
      <td className={classes.box}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Include ${call}`}
          checked={isIncluded}
          onPointerDown={(event) => event.preventDefault()}
          onChange={onToggle}
        />
      </td>
      <td className={classes.texts}>
        <RouteText method={method} route={route} />
        <span className={classes.second}>
          <strong className={classes.rule}>{RULE_LABELS[finding.rule]}</strong>
          {isLeftAlone(finding) ? <VerdictGlyph verdict="allowed" /> : <StatusGlyph status={finding.tracking.status} />}
          {standing(finding)}
        </span>
      </td>
    </tr>
  );
}

/** Telemetry that may stay: nobody has to work on it. */
const isLeftAlone = ({ verdict, tracking }: FindingRow) => verdict === 'allowed' && tracking.status === 'detected';

/** `Planned, A. Diaz`. */
function standing(finding: FindingRow): string {
  const { status, owner } = finding.tracking;
  if (isLeftAlone(finding)) return VERDICT_LABELS.allowed;
  return owner === null ? STATUS_LABELS[status] : `${STATUS_LABELS[status]}, ${owner}`;
}
