import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { CallerCount, Callers } from '../../../shared/affected-views.ts';
import { writeTerm } from '../../../shared/filter-language.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import type { EndpointPage } from '../../../shared/views.ts';
import { useAffected } from '../../data/queries.ts';
import classes from './side-parts.module.css';
import { Part } from './side-parts.tsx';

/** Lines of each list; the others are counted. */
const SHOWN = 6;

/** Who is affected: the programs that call, the users behind them, and the pages that they call from. */
export function AffectedPart({ page: { endpoint, clients, runs } }: { page: EndpointPage }) {
  const { data } = useAffected(endpoint.id);
  return (
    <Part title={runs.length > 1 ? 'Who is affected, all runs' : 'Who is affected'}>
      <p className={classes.quiet}>How many of their calls wrote rows, of whatever table.</p>
      <Counts title="Clients" callers={{ all: clients.length, most: clients }} none="No client was named." />
      {data && (
        <>
          <Counts title="Users" callers={data.users} none="No credentials were sent." nameOf={userLink} />
          <Counts title="Called from" callers={data.pages} none="No page was named: no Referer, no Origin." />
          {data.looked < data.calls && (
            <p className={classes.quiet}>
              Users and pages of the newest {formatCount(data.looked)} of {formatCount(data.calls)} calls.
            </p>
          )}
        </>
      )}
    </Part>
  );
}

interface CountsProps {
  readonly title: string;
  readonly callers: Callers;
  /** Said where all calls lack what is listed. */
  readonly none: string;
  readonly nameOf?: (name: string) => ReactNode;
}

function Counts({ title, callers, none, nameOf = breakable }: CountsProps) {
  const { all, most } = callers;
  const named = most.filter(({ name }) => name !== null);
  const unnamed = most.find(({ name }) => name === null);
  const more = all - Math.min(named.length, SHOWN);
  return (
    <>
      <h3 className={classes.sub}>{all > 1 ? `${title}, ${formatCount(all)}` : title}</h3>
      {named.length === 0 && <p className={classes.quiet}>{none}</p>}
      {named.slice(0, SHOWN).map((count) => (
        <Line key={count.name} count={count}>
          {nameOf(count.name ?? '')}
        </Line>
      ))}
      {more > 0 && (
        <p className={classes.quiet}>
          and {formatCount(more)} {plural(more, 'other')}
        </p>
      )}
      {named.length > 0 && unnamed && <Line count={unnamed}>none named</Line>}
    </>
  );
}

function Line({ count: { calls, wrote }, children }: { count: CallerCount; children: ReactNode }) {
  return (
    <p className={classes.pair}>
      <span>{children}</span>
      <span className="ea-nums">
        {formatCount(wrote)} of {formatCount(calls)} wrote
      </span>
    </p>
  );
}

/** Addresses break behind their slashes, not within words. */
const breakable = (name: string): ReactNode =>
  name.split(/(?<=\/)/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in its order
    <Fragment key={i}>
      {part}
      <wbr />
    </Fragment>
  ));

/** A user is a mark: `masked·7f3a`; it leads to all that the user called. */
const userLink = (name: string): ReactNode => (
  <Link to="/inventory" search={{ tab: 'all', q: writeTerm('user', name) }} className="ea-mono" title={name}>
    {name.slice(0, SHORT_MARK)}
  </Link>
);

const SHORT_MARK = 'masked·'.length + 6;
