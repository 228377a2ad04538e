import { IconMessage } from '@tabler/icons-react';
import { createContext, useContext } from 'react';
import { formatCount, RULE_LABELS } from '../../../shared/text.ts';
import type { FindingRow } from '../../../shared/views.ts';
import { StatusMark, VerdictMark } from '../../components/glyphs.tsx';
import { ICON } from '../../components/icon.ts';
import { Initials } from '../../components/initials.tsx';
import { MiddleText } from '../../components/middle-text.tsx';
import { ProofBar } from '../../components/proof-bar.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { RunCells } from '../../components/run-cells.tsx';
import type { Question } from '../../decide/use-decisions.tsx';
import classes from './list-cells.module.css';
import { hasStatus, type ListedRow } from './listed-row.ts';
import { besideBar, countWords, type Deed, deeds, isOfReads, shortOrigin } from './row-words.ts';

/** What cells can set going. */
export interface ListActions {
  readonly open: (row: ListedRow) => void;
  readonly ask: (question: Question, finding: FindingRow, anchor: Element) => void;
}

export const ListActionsContext = createContext<ListActions | null>(null);

function useActions(): ListActions {
  const actions = useContext(ListActionsContext);
  if (!actions) throw new Error('cells stand inside the list');
  return actions;
}

interface CellProps {
  readonly row: ListedRow;
}

export const VerdictCell = ({ row }: CellProps) => <VerdictMark verdict={row.verdict} />;

/** The whole cell is the way to the proof. */
export function EndpointCell({ row }: CellProps) {
  const { open } = useActions();
  const { endpoint, finding } = row;
  return (
    // Not the router's link: each of those listens to every change of the address.
    <a
      href={`/endpoint/${endpoint.id}/${finding?.rule ?? 'none'}`}
      className={classes.endpoint}
      tabIndex={-1}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        open(row);
      }}
    >
      <RouteText method={endpoint.method} route={endpoint.route} aligned />
      <span className={classes.second}>
        <span className={classes.origin} title={endpoint.origin}>
          {shortOrigin(endpoint.origin)}
        </span>
        <Clause finding={finding} />
      </span>
    </a>
  );
}

function Clause({ finding }: { finding: FindingRow | null }) {
  if (!finding) return <span className={classes.clause}>No rule applies to this method</span>;
  return (
    <span className={classes.clause} title={finding.clause}>
      <strong>{RULE_LABELS[finding.rule]}</strong>
      <span className={classes.when}>: {finding.clause}</span>
    </span>
  );
}

export function ProofCell({ row }: CellProps) {
  const { calls, wrote, finding } = row;
  const words = countWords(row);
  const beside = besideBar(row);
  const weighed = isOfReads(finding) && row.verdict !== 'holds' && row.verdict !== 'allowed';
  const expected = finding && weighed && calls > 0 ? finding.proof.expected / calls : null;
  return (
    <span className={classes.proof}>
      <span className={classes.count} data-open={row.verdict === 'broken' || row.verdict === 'unsure' || undefined}>
        {words}
      </span>
      {calls > 0 && (
        <span className={classes.beside}>
          <ProofBar share={wrote / calls} expected={expected} label={beside ? `${words}, ${beside}` : words} />
          <span className={classes.words}>{beside}</span>
        </span>
      )}
    </span>
  );
}

function DeedLine({ deed, more }: { deed: Deed; more: number }) {
  return (
    <span className={classes.deed} data-counts={deed.counts || undefined}>
      <span aria-hidden="true">{deed.sign} </span>
      <span className="ea-hidden">{deed.said} </span>
      <MiddleText text={deed.name} />
      {more > 0 && <span className={classes.more}>{formatCount(more)} more</span>}
    </span>
  );
}

/** Two lines at most, one where rows are compact; what does not fit is counted. */
export function RowsCell({ row }: CellProps) {
  const all = deeds(row.tables);
  if (all.length === 0) return null;
  return (
    <span className={classes.deeds}>
      {all.slice(0, 2).map((deed, i) => (
        <DeedLine key={deed.sign + deed.name} deed={deed} more={i === 1 ? all.length - 2 : 0} />
      ))}
    </span>
  );
}

export const RunsCell = ({ row }: CellProps) => row.finding && <RunCells runs={row.finding.runs} />;

export function StatusCell({ row: { finding } }: CellProps) {
  const { ask } = useActions();
  if (!finding) return null;
  return (
    <button
      type="button"
      className={classes.status}
      tabIndex={-1}
      title={finding.tracking.flag ?? finding.tracking.hint ?? finding.tracking.fix?.summary}
      onClick={(event) => ask('status', finding, event.currentTarget)}
    >
      {hasStatus(finding) ? (
        <StatusMark status={finding.tracking.status} />
      ) : (
        <span className={classes.none}>
          <span className="ea-hidden">No status</span>
        </span>
      )}
    </button>
  );
}

export function OwnerCell({ row: { finding } }: CellProps) {
  const { ask } = useActions();
  if (!finding) return null;
  const { owner, notes } = finding.tracking;
  return (
    <button
      type="button"
      className={classes.owner}
      tabIndex={-1}
      onClick={(event) => ask('owner', finding, event.currentTarget)}
    >
      {owner || hasStatus(finding) ? <Initials name={owner} /> : <span className="ea-hidden">No owner</span>}
      {notes > 0 && (
        <span className={classes.notes}>
          <IconMessage {...ICON} size={14} />
          {formatCount(notes)}
          <span className="ea-hidden">{notes === 1 ? 'note' : 'notes'}</span>
        </span>
      )}
    </button>
  );
}
