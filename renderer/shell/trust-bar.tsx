import { Link } from '@tanstack/react-router';
import type { ReAttribution } from '../../shared/summary-views.ts';
import { plural } from '../../shared/text.ts';
import type { LinkCounts } from '../../shared/views.ts';
import { count, counted, percent } from '../components/format.ts';
import { useSummary } from '../data/queries.ts';
import classes from './trust-bar.module.css';

/** `41 not told apart of 4,286 transactions; 128 are background`. Background is an answer, too. */
export function trustSentence(links: LinkCounts): readonly [lead: string, rest: string] {
  if (links.transactions === 0) return ['No transactions', 'in this run: without a change log no link can be made'];
  const all = `of ${count(links.transactions)} transactions`;
  if (links.background + links.undecided === 0) return ['All linked', all];
  const background =
    links.background > 0 ? `; ${count(links.background)} ${plural(links.background, 'is', 'are')} background` : '';
  return [links.undecided > 0 ? `${count(links.undecided)} not told apart` : 'All told apart', all + background];
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
