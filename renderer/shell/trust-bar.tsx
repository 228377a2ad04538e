import { Link } from '@tanstack/react-router';
import type { LinkCounts, ReAttribution } from '../../shared/views.ts';
import { count, counted, percent } from '../components/format.ts';
import { useSummary } from '../data/queries.ts';
import classes from './trust-bar.module.css';

/** `169 unattributed of 4,286: 128 background, 41 could not be told apart`. */
export function trustSentence(links: LinkCounts): readonly [lead: string, rest: string] {
  if (links.transactions === 0) return ['No transactions', 'in this run: without a change log no link can be made'];
  const open = links.background + links.undecided;
  if (open === 0) return ['All linked', `of ${count(links.transactions)} transactions`];
  const parts = [
    links.background > 0 ? `${count(links.background)} background` : '',
    links.undecided > 0 ? `${count(links.undecided)} could not be told apart` : '',
  ];
  return [`${count(open)} unattributed`, `of ${count(links.transactions)}: ${parts.filter(Boolean).join(', ')}`];
}

/** That runs are being linked again after a correction, or could not be; null where neither is so. */
export function attributingSentence(state: ReAttribution | undefined): string | null {
  if (state?.failed) return `Links could not be made again: ${state.failed}`;
  const [first, ...more] = state?.runs ?? [];
  if (first === undefined) return null;
  return `Linking run ${first} again${more.length > 0 ? `, then ${counted(more.length, 'more', 'more')}` : ''}…`;
}

/** At the foot of the rail on every page: how many transactions found their request, and how many did not. */
export function TrustBar() {
  const { data } = useSummary();
  const links = data?.links;
  const again = attributingSentence(data?.attributing);
  if (!links) return null;
  const [lead, rest] = trustSentence(links);
  const share = links.transactions === 0 ? null : percent(links.linked / links.transactions);
  return (
    <Link
      to="/runs/$id/{-$tab}"
      params={{ id: String(links.run), tab: 'unattributed' }}
      className={classes.trust}
      title={`${lead} ${rest}`}
    >
      <span className={classes.head}>
        <span className={classes.title}>Links in run {links.run}</span>
        {share && <span>{share}</span>}
      </span>
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.linked} style={{ flexGrow: links.linked }} />
        <span className={classes.background} style={{ flexGrow: links.background }} />
        <span className={classes.undecided} style={{ flexGrow: links.undecided }} />
      </span>
      {again && (
        <span className={classes.sentence} role="status">
          <strong>{again}</strong>
        </span>
      )}
      <span className={classes.sentence}>
        <strong>{lead}</strong> {rest}
      </span>
    </Link>
  );
}
