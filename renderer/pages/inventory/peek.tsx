import { Button } from '@mantine/core';
import { RULE_LABELS, STATUS_LABELS } from '../../../shared/text.ts';
import type { Exhibit } from '../../../shared/views.ts';
import { Empty } from '../../components/empty.tsx';
import { StatusGlyph } from '../../components/glyphs.tsx';
import { Initials } from '../../components/initials.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { useCall, useEndpoint, useEndpointCalls } from '../../data/queries.ts';
import { callsFor, groupCalls, type ShownRule } from '../endpoint/call-order.ts';
import { Exhibits, type ShownCalls } from '../endpoint/exhibits.tsx';
import { strongestLink } from '../endpoint/marks.ts';
import { RowCard } from '../endpoint/row-card.tsx';
import { HistoryPart, Part, RunsPart } from '../endpoint/side-parts.tsx';
import { ProofBoxes, VerdictSentence } from '../endpoint/verdict-card.tsx';
import type { ListedRow } from './listed-row.ts';
import classes from './peek.module.css';
import { deeds } from './row-words.ts';

/** The first row of the strongest call that counts in the verdict's run, as the proof in one picture. */
function FirstDiff({ endpointId, rule, run }: { endpointId: number; rule: ShownRule; run: number | undefined }) {
  const { data, isPlaceholderData } = useEndpointCalls(endpointId, { run: run ?? null, call: null });
  const [first] = data && !isPlaceholderData ? groupCalls(callsFor(rule, data)).counted : [];
  const { data: call } = useCall(first?.exchangeId ?? null);
  const change =
    call && first && strongestLink(call)?.changes.toSorted((a, b) => Number(b.counted) - Number(a.counted))[0];
  if (!change) return null;
  return (
    <Part title="Strongest change">
      <RowCard change={change} open />
    </Part>
  );
}

function Written({ row }: { row: ListedRow }) {
  const all = deeds(row.tables);
  if (all.length === 0) return null;
  return (
    <Part title="Rows changed">
      <ul className={classes.deeds}>
        {all.map((deed) => (
          <li key={deed.sign + deed.name} data-counts={deed.counts || undefined}>
            {deed.sign} {deed.name}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Who sends what is read at a glance; calls in their order need the page that shows them. */
const isTable = ({ kind }: Exhibit): boolean => kind === 'table';
const NO_CALLS: ShownCalls = { all: new Set(), now: undefined, onShow: () => {} };

/** A look at the row under the cursor without leaving the list. */
export function Peek({ row, onOpen }: { row: ListedRow; onOpen: (row: ListedRow) => void }) {
  const { data: page } = useEndpoint(row.endpoint.id);
  const current = page?.endpoint.id === row.endpoint.id ? page : undefined;
  const finding = row.finding && current?.findings.find((one) => one.key === row.finding?.key);
  return (
    <div className={classes.peek}>
      <header className={classes.head}>
        <RouteText method={row.endpoint.method} route={row.endpoint.route} />
        {row.finding && (
          <p className={classes.state}>
            <span>{RULE_LABELS[row.finding.rule]}</span>
            <span>
              <StatusGlyph status={row.finding.tracking.status} /> {STATUS_LABELS[row.finding.tracking.status]}
            </span>
            <span>
              <span aria-hidden="true">
                <Initials name={row.finding.tracking.owner} />
              </span>{' '}
              {row.finding.tracking.owner ?? 'No owner'}
            </span>
          </p>
        )}
        <Button size="xs" rightSection={<KeyHint keys="Enter" />} onClick={() => onOpen(row)}>
          Open the proof
        </Button>
      </header>
      {row.finding ? (
        <>
          <VerdictSentence finding={row.finding} />
          <ProofBoxes finding={row.finding} square />
          {finding && <Exhibits exhibits={finding.exhibits.filter(isTable)} shown={NO_CALLS} />}
        </>
      ) : (
        <Empty sentence="No rule applies to this method." />
      )}
      <FirstDiff endpointId={row.endpoint.id} rule={row.finding?.rule} run={row.finding?.lastRun} />
      <Written row={row} />
      {finding && <RunsPart finding={finding} />}
      {finding && <HistoryPart history={finding.history} />}
    </div>
  );
}
