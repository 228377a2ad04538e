import { Button } from '@mantine/core';
import { CALLS_FOR_PERCENT, formatCount, plural } from '../../../shared/text.ts';
import type { Inventory } from '../../../shared/views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { Empty } from '../../components/empty.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useSummary } from '../../data/queries.ts';
import { corrections } from './corrections.ts';
import { TAB_NAMES } from './list-words.ts';
import type { Tab } from './listed-row.ts';
import type { ShownInventory } from './use-shown-list.ts';

type Change = (change: Partial<InventorySearch>) => void;

/** Nothing was imported yet. */
export function NothingYet() {
  const { chooseFiles, openSample } = useImporting();
  return (
    <Empty sentence="Nothing to judge yet. Drop recorded requests and a change log of the same time.">
      <Button variant="filled" rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
        Choose files
      </Button>
      <Button onClick={openSample}>Open the sample run</Button>
    </Empty>
  );
}

/** Nothing matches: what was probably meant, where else there is something, and the way back. */
function NoMatch({ shown, q, onChange }: { shown: ShownInventory; q: string; onChange: Change }) {
  const [first] = corrections(shown.language, shown.all[shown.tab], q);
  const elsewhere = shown.tab !== 'all' && shown.counts.all > 0 ? shown.counts.all : 0;
  const what = shown.tab === 'all' ? 'endpoint' : 'finding';
  return (
    <Empty
      sentence={
        <>
          No {what} matches <code>{q}</code>.
          {first && (
            <>
              {' '}
              {formatCount(first.count)} {plural(first.count, 'matches', 'match')} <code>{first.text}</code>.
            </>
          )}
        </>
      }
    >
      {first && (
        <Button variant="filled" onClick={() => onChange({ q: first.text })}>
          Use it
        </Button>
      )}
      {elsewhere > 0 && (
        <Button onClick={() => onChange({ tab: 'all' })}>
          Show {formatCount(elsewhere)} in {TAB_NAMES.all}
        </Button>
      )}
      <Button onClick={() => onChange({ q: undefined })}>Clear</Button>
    </Empty>
  );
}

function OnlyRequests({ endpoints, onChange }: { endpoints: number; onChange: Change }) {
  const { chooseFiles } = useImporting();
  return (
    <Empty
      sentence={`${formatCount(endpoints)} ${plural(endpoints, 'endpoint')} seen. Without a change log none of them can be judged.`}
    >
      <Button variant="filled" onClick={chooseFiles}>
        Choose a change log
      </Button>
      <Button onClick={() => onChange({ tab: 'all' })}>Show all endpoints</Button>
    </Empty>
  );
}

const FEW = `verdict:holds calls:<${CALLS_FOR_PERCENT}`;

function NoneOpen({ shown, inventory, onChange }: { shown: ShownInventory; inventory: Inventory; onChange: Change }) {
  const accepted = inventory.findings.filter(({ tracking }) => tracking.status === 'exception').length;
  const few = inventory.findings.filter(
    ({ verdict, proof }) => verdict === 'holds' && proof.calls < CALLS_FOR_PERCENT,
  ).length;
  const sentence =
    accepted > 0
      ? `No open finding. ${formatCount(accepted)} ${plural(accepted, 'is an exception', 'are exceptions')}.`
      : `No broken endpoint among ${formatCount(shown.all.all.length)}. ${
          few > 0 ? `${formatCount(few)} had too few calls to tell.` : ''
        }`;
  return (
    <Empty sentence={sentence}>
      {accepted > 0 && (
        <Button onClick={() => onChange({ tab: 'exceptions' })}>Show {plural(accepted, 'it', 'them')}</Button>
      )}
      {accepted === 0 && few > 0 && <Button onClick={() => onChange({ tab: 'all', q: FEW })}>Show them</Button>}
      {accepted === 0 && few === 0 && <Button onClick={() => onChange({ tab: 'all' })}>Show all endpoints</Button>}
    </Empty>
  );
}

const NONE_ON: Readonly<Partial<Record<Tab, string>>> = {
  unsure: 'Nothing is unsure.',
  exceptions: 'No exceptions. Accept a finding with e, or class a table as telemetry or session in Tables.',
  verified: 'Nothing is proved yet. Set a finding to Shipped; later runs without a write prove it.',
};

export interface ListEmptyProps {
  readonly inventory: Inventory;
  readonly shown: ShownInventory;
  readonly search: InventorySearch;
  readonly onChange: Change;
}

/** Why a tab shows no row, and what to do about it. */
export function ListEmpty({ inventory, shown, search, onChange }: ListEmptyProps) {
  const { data: summary } = useSummary();
  if (inventory.endpoints.length === 0) return <NothingYet />;
  if (shown.lookingUp !== null) return <Empty sentence={`${shown.lookingUp}. Nothing was found so far.`} />;
  if (shown.filter.active > 0) return <NoMatch shown={shown} q={search.q ?? ''} onChange={onChange} />;
  if (shown.tab !== 'open') return <Empty sentence={NONE_ON[shown.tab]} />;
  const hasLog = summary?.links?.transactions !== 0;
  if (!hasLog && inventory.findings.every(({ verdict }) => verdict === 'not-judged')) {
    return <OnlyRequests endpoints={inventory.endpoints.length} onChange={onChange} />;
  }
  return <NoneOpen shown={shown} inventory={inventory} onChange={onChange} />;
}
