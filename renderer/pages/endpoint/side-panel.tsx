import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import type { EndpointFinding, EndpointPage } from '../../../shared/views.ts';
import { TabRow } from '../../components/tab-row.tsx';
import { useAffected } from '../../data/queries.ts';
import { AffectedPart } from './affected-part.tsx';
import { DecidedPart } from './decided-part.tsx';
import classes from './side-panel.module.css';
import { FixPart, HistoryPart, RunsPart, WhyPart } from './side-parts.tsx';

export interface SidePanelProps {
  readonly page: EndpointPage;
  readonly finding: EndpointFinding | undefined;
  readonly call: CallProof | undefined;
  readonly link: LinkedTransaction | undefined;
  /** The first call is still being read. */
  readonly isWaiting: boolean;
  /** The tab chosen where it is a row of tabs under the verdict; null: it is a column with all of them. */
  readonly about: About | null;
  readonly onAbout: (about: About) => void;
}

const TABS = [
  { id: 'why', label: 'Why' },
  { id: 'clients', label: 'Clients' },
  { id: 'runs', label: 'Runs' },
  { id: 'notes', label: 'Notes' },
] as const;
export type About = (typeof TABS)[number]['id'];

const PANEL = 'endpoint-side';

/** What surrounds the proof: why the link, who calls, which runs, what was decided, how to fix. */
export function SidePanel(props: SidePanelProps) {
  return props.about ? <NarrowSide {...props} about={props.about} /> : <WideSide {...props} />;
}

/** A part that comes late would move those below it, so these wait for it. */
function WideSide({ page, finding, call, link, isWaiting }: SidePanelProps) {
  const affected = useAffected(page.endpoint.id);
  if (isWaiting) return <div className={classes.column} />;
  return (
    <div className={classes.column}>
      {call && <WhyPart call={call} link={link} />}
      {!affected.isPending && (
        <>
          <AffectedPart page={page} />
          {finding && (
            <>
              <RunsPart finding={finding} />
              <DecidedPart finding={finding} />
              <HistoryPart history={finding.history} />
              <FixPart finding={finding} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function NarrowSide({ page, finding, call, link, about, onAbout }: SidePanelProps & { about: About }) {
  return (
    <section className={classes.row} aria-label="About this endpoint">
      <div className={classes.tabs}>
        <TabRow label="About this endpoint" items={TABS} chosen={about} onChoose={onAbout} controls={PANEL} />
      </div>
      <div id={PANEL} role="tabpanel" aria-label={about} className={classes.panel}>
        {about === 'why' && call && <WhyPart call={call} link={link} />}
        {about === 'clients' && <AffectedPart page={page} />}
        {about === 'runs' && finding && <RunsPart finding={finding} />}
        {about === 'notes' && finding && (
          <>
            <DecidedPart finding={finding} />
            <HistoryPart history={finding.history} />
            <FixPart finding={finding} />
          </>
        )}
      </div>
    </section>
  );
}
