import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import { formatCount, plural, RULE_LABELS } from '../../../shared/text.ts';
import type { EndpointPage, Inventory } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { ChangedLine } from '../../compare/changed-line.tsx';
import { PairPicker } from '../../compare/pair-picker.tsx';
import { type Pair, useComparing } from '../../compare/use-pair.ts';
import { copyText } from '../../components/copy.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { findingLink } from '../../components/finding-link.ts';
import { VerdictGlyph } from '../../components/glyphs.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { type TabItem, TabRow } from '../../components/tab-row.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useCall, usePrefetchCalls } from '../../data/queries.ts';
import { type Question, useDecisions } from '../../decide/use-decisions.tsx';
import { momentOf } from '../timeline/moment.ts';
import { CallBar, type CallMoment } from './call-bar.tsx';
import type { RuledCall } from './call-order.ts';
import { CallsStrip } from './calls-strip.tsx';
import classes from './endpoint-body.module.css';
import { EndpointHead } from './endpoint-head.tsx';
import { EVIDENCE, Evidence } from './evidence.tsx';
import { FIND } from './find-field.tsx';
import { MarkingProvider } from './marking.tsx';
import { marksOf, strongestLink } from './marks.ts';
import { NotApplicable } from './not-applicable.tsx';
import { type About, SidePanel } from './side-panel.tsx';
import { useCalls } from './use-calls.ts';
import { useEndpointKeys } from './use-endpoint-keys.ts';
import { usePlace } from './use-place.ts';
import { VerdictCard } from './verdict-card.tsx';

const PANEL = 'endpoint-proof';
/** The tab of the rules that do not apply. */
export const NO_RULE = 'none';

function tabItems({ findings, notApplicable }: EndpointPage, narrow: boolean): TabItem<string>[] {
  const others = notApplicable.length;
  const rules = narrow ? '' : ` ${plural(others, 'rule')}`;
  return [
    ...findings.map(({ rule, verdict }) => ({
      id: rule,
      label: RULE_LABELS[rule],
      glyph: <VerdictGlyph verdict={verdict} />,
    })),
    ...(others > 0
      ? [{ id: NO_RULE, label: `${formatCount(others)}${rules} ${plural(others, 'does', 'do')} not apply` }]
      : []),
  ];
}

/** Which transaction is explained, and which value is lit. A new call begins anew. */
function useLooking(call: CallProof | undefined) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [lit, light] = useState<number | null>(null);
  const link = call && (call.links.find((one) => one.transactionId === chosen) ?? strongestLink(call));
  const marks = useMemo(() => marksOf(link), [link]);
  const choose = ({ transactionId }: LinkedTransaction) => {
    setChosen(transactionId);
    light(null);
  };
  return { link, choose, marking: useMemo(() => ({ marks, lit, light }), [marks, lit]) };
}

/** Where the timeline shows a call; null where it has no time. Known before its proof is, which tells how long it took. */
function momentOfCall(cell: RuledCall | undefined, proof: CallProof | undefined): CallMoment | null {
  if (!cell || cell.atMs === null) return null;
  const { startUs, endUs } = proof?.exchangeId === cell.exchangeId ? proof.exchange : { startUs: null, endUs: null };
  const fromUs = startUs ?? cell.atMs * 1000;
  const search = momentOf(`request-${cell.exchangeId}`, fromUs, endUs ?? fromUs);
  return { params: { id: String(cell.run), tab: 'timeline' }, search };
}

export interface EndpointBodyProps {
  readonly page: EndpointPage;
  readonly inventory: Inventory | undefined;
  readonly rule: string;
  /** Another endpoint is being read: this is still the last one. */
  readonly stale: boolean;
  readonly onRule: (rule: string) => void;
}

/** An endpoint with its verdicts, the evidence of one call, and all of its calls. */
export function EndpointBody({ page, inventory, rule, stale, onRule }: EndpointBodyProps) {
  const { endpoint } = page;
  const finding = page.findings.find((one) => one.rule === rule);
  const area = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const decisions = useDecisions();
  const calls = useCalls(page, rule, finding?.lastRun);
  const place = usePlace(inventory, endpoint.id, rule);
  const { data: call, error, isPlaceholderData, refetch } = useCall(calls.call?.exchangeId ?? null);
  /** What stands around the first call waits for it: it would move what is below it. */
  const isWaiting = calls.isPending || (calls.call !== undefined && !call && !error);
  const isSlow = useSlow(isWaiting);
  const { link, choose, marking } = useLooking(call);
  usePrefetchCalls(calls.neighbours.map((cell) => cell.exchangeId));
  const [about, setAbout] = useState<About>('why');
  const tabs = tabItems(page, narrow);
  const ask = (question: Question, anchor: Element | null) => decisions.ask(question, finding ? [finding] : [], anchor);

  const lightNext = () => {
    const next = ((marking.lit ?? 0) % marking.marks.length) + 1;
    marking.light(next);
    for (const marked of area.current?.querySelectorAll(`[data-mark="${next}"]`) ?? []) {
      marked.scrollIntoView({ block: 'nearest' });
    }
  };
  const copy = (markdown: boolean) => {
    const address = window.location.href;
    if (markdown) void copyText(findingLink(endpoint, finding?.rule, address), 'Markdown link copied');
    else void copyText(address, 'Address copied');
  };
  const navigate = useNavigate();
  const comparing = useComparing(useSearch({ from: '/endpoint/$endpointId/$rule' }));
  const compare = (pair: Pair | null) =>
    void navigate({
      from: '/endpoint/$endpointId/$rule',
      search: ({ call, show }: EndpointSearch) => ({ call, show, ...pair }),
      replace: true,
      state: (state) => state,
    });
  const moment = momentOfCall(calls.call, call);
  useEndpointKeys({
    isWaiting: isWaiting || inventory === undefined,
    calls,
    place,
    finding,
    tabs: tabs.length,
    marks: marking.marks.length,
    onAsk: (question) => ask(question, document.querySelector(`[data-question="${question}"]`)),
    onTab: (index) => {
      const tab = tabs[index];
      if (tab) onRule(tab.id);
    },
    onMark: lightNext,
    onFind: () => document.getElementById(FIND)?.focus(),
    onHistory: () => {
      setAbout('notes');
      setTimeout(() => document.getElementById('history')?.scrollIntoView({ block: 'nearest' }));
    },
    onMoment: moment && (() => void navigate({ to: '/runs/$id/{-$tab}', ...moment })),
    onCopy: copy,
  });

  const shown = {
    all: useMemo(() => new Set(page.ownCalls), [page.ownCalls]),
    now: calls.call?.exchangeId,
    onShow: () => document.getElementById(EVIDENCE)?.scrollIntoView({ block: 'start' }),
  };

  const side = (
    <SidePanel
      page={page}
      finding={finding}
      call={call}
      link={link}
      isWaiting={isWaiting}
      about={narrow ? about : null}
      onAbout={setAbout}
    />
  );
  return (
    <MarkingProvider value={marking}>
      <Page
        title={`${endpoint.method} ${endpoint.route}`}
        head={<EndpointHead endpoint={endpoint} finding={finding} place={place} onAsk={ask} />}
        tabs={
          <>
            <TabRow label="Rules" items={tabs} chosen={rule} onChoose={onRule} controls={PANEL} />
            <span className={classes.compare}>
              <PairPicker comparing={comparing} onPick={compare} brief={narrow} />
            </span>
          </>
        }
        ground="bg"
        padded
        side={!narrow && side}
      >
        <div
          ref={area}
          id={PANEL}
          role="tabpanel"
          aria-label="Proof"
          className={classes.proof}
          data-stale={stale || undefined}
        >
          {finding ? (
            <VerdictCard finding={finding} runs={page.runs.length} shown={shown} />
          ) : (
            <NotApplicable page={page} />
          )}
          {finding && comparing.compared && <ChangedLine finding={finding} compared={comparing.compared} />}
          {isSlow && <SkeletonRows rows={8} />}
          {/* In its place, not below it: it would move up when that goes. */}
          {!isWaiting && !isSlow && (
            <>
              {calls.call && <CallBar rule={rule} calls={calls} moment={moment} />}
              {error && <ErrorNote what="The call could not be read." error={error} onRetry={() => void refetch()} />}
              {call && (
                <Evidence
                  call={call}
                  verdict={finding?.verdict}
                  chosen={link}
                  onChoose={choose}
                  stale={isPlaceholderData}
                />
              )}
              {narrow && side}
              <CallsStrip
                rule={rule}
                calls={calls.calls}
                clients={calls.runs.length > 1 ? [] : page.clients}
                verdict={finding?.verdict}
                run={calls.runs.length > 1 ? calls.run : undefined}
                shown={calls.call?.exchangeId}
                onShow={calls.show}
              />
            </>
          )}
        </div>
        {decisions.open}
      </Page>
    </MarkingProvider>
  );
}
