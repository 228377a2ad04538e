import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CHANGE_KINDS, type ChangedFinding, type ChangeKind } from '../../../shared/compare-views.ts';
import type { ListedRun } from '../../../shared/run-views.ts';
import { RULE_LABELS } from '../../../shared/text.ts';
import type { EndpointName } from '../../../shared/views.ts';
import type { RuleId } from '../../../shared/words.ts';
import { Arrow } from '../../components/arrow.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { count, counted, percent } from '../../components/format.ts';
import { StatusMark, VerdictMark } from '../../components/glyphs.tsx';
import { RouteText } from '../../components/route-text.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { grouped } from '../../data/grouped.ts';
import { useComparedRuns } from '../../data/run-queries.ts';
import { announce } from '../../shell/announce.ts';
import card from './card.module.css';
import { comparedWords, KIND_NAMES, KIND_NOTES, saidWords, silentWords, tablesWords } from './change-words.ts';
import classes from './changes.module.css';

/** `silent` stands where there is nothing said. */
function Said({ said, rule, silent }: { said: ChangedFinding['before']; rule: RuleId; silent: string }) {
  return (
    <span className={classes.said}>
      {said && <VerdictMark verdict={said.verdict} />}
      <span className={classes.counts}>{said ? saidWords(said, rule) : silent}</span>
    </span>
  );
}

function Finding({ finding }: { finding: ChangedFinding }) {
  const { endpoint, rule, before, after, status, kind } = finding;
  const tables = tablesWords(finding);
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <Link
          to="/endpoint/$endpointId/$rule"
          params={{ endpointId: String(endpoint.id), rule }}
          className={classes.route}
          data-item
        >
          <RouteText method={endpoint.method} route={endpoint.route} />
        </Link>
        <span className={classes.rule}>
          {RULE_LABELS[rule]}
          {tables && `, ${tables}`}
        </span>
      </span>
      <Said said={before} rule={rule} silent="not found before" />
      <Arrow />
      <Said said={after} rule={rule} silent={silentWords(finding)} />
      <span className={classes.status}>{kind === 'new' ? null : <StatusMark status={status} />}</span>
    </li>
  );
}

function Kind({ kind, findings }: { kind: ChangeKind; findings: readonly ChangedFinding[] }) {
  return (
    <section className={card.card} id={kind} aria-label={KIND_NAMES[kind]}>
      <div className={card.head}>
        <h2 className={card.title}>
          {KIND_NAMES[kind]} <span className={classes.number}>{count(findings.length)}</span>
        </h2>
        <p className={classes.note}>{KIND_NOTES[kind]}</p>
      </div>
      <ul className={classes.lines}>
        {findings.map((finding) => (
          <Finding key={finding.key} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

/** More are a list to read in the inventory. */
const MOST_NAMED = 20;

function Endpoints({ title, endpoints, run }: { title: string; endpoints: readonly EndpointName[]; run: number }) {
  if (endpoints.length === 0) return null;
  return (
    <div className={classes.only}>
      <h3 className={classes.sub}>
        {title} <span className={classes.number}>{count(endpoints.length)}</span>
      </h3>
      <ul className={classes.names}>
        {endpoints.slice(0, MOST_NAMED).map((endpoint) => (
          <li key={endpoint.id} className={classes.name}>
            <RouteText method={endpoint.method} route={endpoint.route} />
          </li>
        ))}
      </ul>
      {endpoints.length > MOST_NAMED && (
        <Link to="/inventory" search={{ tab: 'all', q: `run:${run}` }} className={classes.more}>
          and {counted(endpoints.length - MOST_NAMED, 'more endpoint')}
        </Link>
      )}
    </div>
  );
}

const share = (part: number, whole: number): string => (whole === 0 ? '' : `(${percent(part / whole)})`);

const FACTS: readonly (readonly [name: string, of: (run: ListedRun) => string])[] = [
  ['Requests', (run) => count(run.exchanges)],
  ['Reached the server', (run) => count(run.reached)],
  ['Transactions', (run) => count(run.links.transactions)],
  ['Linked', ({ links }) => `${count(links.linked)} ${share(links.linked, links.transactions)}`],
  ['Background', ({ links }) => `${count(links.background)} ${share(links.background, links.transactions)}`],
  ['Not told apart', ({ links }) => `${count(links.undecided)} ${share(links.undecided, links.transactions)}`],
];

/** What was read for each: a difference in findings may only be one in what was recorded. */
function Facts({ of }: { of: readonly ListedRun[] }) {
  return (
    <table className={classes.facts}>
      <caption className="ea-hidden">What was read for the two runs</caption>
      <thead>
        <tr>
          <td />
          {FACTS.map(([name]) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.map((run) => (
          <tr key={run.id}>
            <th scope="row">Run {run.id}</th>
            {FACTS.map(([name, fact]) => (
              <td key={name}>{fact(run)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface ComparedRunsProps {
  readonly runs: readonly ListedRun[];
  readonly run: number;
  /** The earlier one. */
  readonly vs: number;
}

/** Two runs side by side: what was read for each, and what became of the findings from one to the other. */
export function ComparedRuns({ runs, run, vs }: ComparedRunsProps) {
  const { data, error, isPending, refetch } = useComparedRuns(run, vs);
  const slow = useSlow(isPending);
  useEffect(() => {
    if (data) announce(comparedWords(data));
  }, [data]);
  if (error) return <ErrorNote what="The runs could not be compared." error={error} onRetry={() => void refetch()} />;
  if (!data) return slow ? <SkeletonRows rows={6} /> : null;
  const byKind = grouped(data.findings, ({ kind }) => kind);
  const pair = [run, vs].flatMap((id) => runs.find((each) => each.id === id) ?? []);
  return (
    <>
      <section className={card.card} aria-label="What was read">
        <Facts of={pair} />
      </section>
      {data.findings.length === 0 && (
        <section className={card.card}>
          <p className={classes.none}>
            No finding is other than in run {vs}: nothing new, nothing back, nothing gone quiet.
          </p>
        </section>
      )}
      {CHANGE_KINDS.map((kind) => {
        const findings = byKind.get(kind);
        return findings && <Kind key={kind} kind={kind} findings={findings} />;
      })}
      {data.onlyRun.length + data.onlyVs.length > 0 && (
        <section className={card.card} aria-label="Endpoints called in one run only">
          <div className={classes.both}>
            <Endpoints title={`Endpoints called only in run ${run}`} endpoints={data.onlyRun} run={run} />
            <Endpoints title={`Endpoints called only in run ${vs}`} endpoints={data.onlyVs} run={vs} />
          </div>
        </section>
      )}
    </>
  );
}
