import { useState } from 'react';
import type { CallProof, EndpointFinding, EndpointPage, LinkedTransaction } from '../../../shared/views.ts';
import { TabRow } from '../../components/tab-row.tsx';
import { DecidedPart } from './decided-part.tsx';
import classes from './side-panel.module.css';
import { ClientsPart, FixPart, HistoryPart, RunsPart, WhyPart } from './side-parts.tsx';

export interface SidePanelProps {
  readonly page: EndpointPage;
  readonly finding: EndpointFinding | undefined;
  readonly call: CallProof | undefined;
  readonly link: LinkedTransaction | undefined;
  /** As a row of tabs under the verdict, instead of a column. */
  readonly narrow: boolean;
}

const TABS = [
  { id: 'why', label: 'Why' },
  { id: 'clients', label: 'Clients' },
  { id: 'runs', label: 'Runs' },
  { id: 'notes', label: 'Notes' },
] as const;
type Tab = (typeof TABS)[number]['id'];

const PANEL = 'endpoint-side';

/** What surrounds the proof: why the link, who calls, which runs, what was decided, how to fix. */
export function SidePanel(props: SidePanelProps) {
  return props.narrow ? <NarrowSide {...props} /> : <WideSide {...props} />;
}

function WideSide({ page, finding, call, link }: SidePanelProps) {
  return (
    <div className={classes.column}>
      {call && <WhyPart call={call} link={link} />}
      <ClientsPart clients={page.clients} />
      {finding && (
        <>
          <RunsPart finding={finding} />
          <DecidedPart tracking={finding.tracking} />
          <HistoryPart history={finding.history} />
          <FixPart finding={finding} />
        </>
      )}
    </div>
  );
}

function NarrowSide({ page, finding, call, link }: SidePanelProps) {
  const [tab, setTab] = useState<Tab>('why');
  return (
    <section className={classes.row} aria-label="About this endpoint">
      <div className={classes.tabs}>
        <TabRow label="About this endpoint" items={TABS} chosen={tab} onChoose={setTab} controls={PANEL} />
      </div>
      <div id={PANEL} role="tabpanel" aria-label={tab} className={classes.panel}>
        {tab === 'why' && call && <WhyPart call={call} link={link} />}
        {tab === 'clients' && <ClientsPart clients={page.clients} />}
        {tab === 'runs' && finding && <RunsPart finding={finding} />}
        {tab === 'notes' && finding && (
          <>
            <DecidedPart tracking={finding.tracking} />
            <HistoryPart history={finding.history} />
            <FixPart finding={finding} />
          </>
        )}
      </div>
    </section>
  );
}
