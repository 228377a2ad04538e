import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconCircleDashed,
  IconCopy,
  IconMessage,
  IconShield,
  IconTicket,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatCount, STATUS_LABELS } from '../../../shared/text.ts';
import type { EndpointFinding, EndpointName } from '../../../shared/views.ts';
import { copyText } from '../../components/copy.ts';
import { StatusGlyph } from '../../components/glyphs.tsx';
import { ICON } from '../../components/icon.ts';
import { Initials } from '../../components/initials.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { RouteText } from '../../components/route-text.tsx';
import type { Question } from '../../decide/use-decisions.tsx';
import { RouteButton } from '../../templates/route-button.tsx';
import { lastSearch } from '../inventory/list-memory.ts';
import { hasStatus } from '../inventory/listed-row.ts';
import classes from './endpoint-head.module.css';
import type { PlaceInList } from './use-place.ts';

function Crumbs({ place }: { place: PlaceInList }) {
  const { index, count, noun, step } = place;
  return (
    <nav className={classes.crumbs} aria-label="Where this page is">
      <Link to="/inventory" search={lastSearch()}>
        Inventory
      </Link>
      {index >= 0 && (
        <>
          <IconChevronRight {...ICON} size={14} />
          <span>
            {noun} {formatCount(index + 1)} of {formatCount(count)}
          </span>
          <Step by={-1} keys="k" name={`Previous ${noun}`} disabled={index === 0} onStep={step} />
          <Step by={1} keys="j" name={`Next ${noun}`} disabled={index >= count - 1} onStep={step} />
        </>
      )}
    </nav>
  );
}

interface StepProps {
  readonly by: number;
  readonly keys: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly onStep: (by: number) => void;
}

function Step({ by, keys, name, disabled, onStep }: StepProps) {
  const Arrow = by < 0 ? IconArrowUp : IconArrowDown;
  return (
    <span className={classes.step}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={name}
        disabled={disabled}
        onClick={() => onStep(by)}
      >
        <Arrow {...ICON} size={14} />
      </ActionIcon>
      <KeyHint keys={keys} />
    </span>
  );
}

/** Nothing where no run could tell. */
function seenWords({ firstRun, lastRun }: EndpointFinding): string {
  if (firstRun === undefined) return '';
  return firstRun === lastRun ? `Seen in run ${firstRun}.` : `Found in run ${firstRun}. Last seen in run ${lastRun}.`;
}

export type Ask = (question: Question, anchor: Element) => void;

function Decisions({ finding, onAsk }: { finding: EndpointFinding; onAsk: Ask }) {
  const { status, owner, exception, ticket, notes } = finding.tracking;
  return (
    <div className={classes.actions}>
      <Button
        data-question="status"
        leftSection={hasStatus(finding) ? <StatusGlyph status={status} /> : <IconCircleDashed {...ICON} />}
        rightSection={<KeyHint keys="s" />}
        onClick={(event) => onAsk('status', event.currentTarget)}
      >
        {hasStatus(finding) ? (
          <>
            <span className="ea-hidden">Status: </span>
            {STATUS_LABELS[status]}
          </>
        ) : (
          'Status'
        )}
      </Button>
      <Button
        data-question="owner"
        leftSection={
          <span aria-hidden="true">
            <Initials name={owner} />
          </span>
        }
        rightSection={<KeyHint keys="a" />}
        onClick={(event) => onAsk('owner', event.currentTarget)}
      >
        <span className={classes.owner}>
          {owner ? <span className="ea-hidden">Owner: </span> : null}
          {owner ?? 'Owner'}
        </span>
      </Button>
      <Button
        title="Exception"
        leftSection={<IconShield {...ICON} />}
        rightSection={<KeyHint keys="e" />}
        onClick={(event) => onAsk('exception', event.currentTarget)}
      >
        <span className={classes.word}>{exception ? 'Change exception' : 'Exception'}</span>
      </Button>
      <Button
        data-question="note"
        title="Note"
        leftSection={<IconMessage {...ICON} />}
        rightSection={<KeyHint keys="n" />}
        onClick={(event) => onAsk('note', event.currentTarget)}
      >
        <span className={classes.word}>Note</span>
        {notes > 0 && ` ${formatCount(notes)}`}
      </Button>
      <Button
        data-question="ticket"
        title={ticket ?? 'Ticket'}
        leftSection={<IconTicket {...ICON} />}
        rightSection={<KeyHint keys="i" />}
        onClick={(event) => onAsk('ticket', event.currentTarget)}
      >
        <span className={ticket ? classes.owner : classes.word}>{ticket ? shortTicket(ticket) : 'Ticket'}</span>
      </Button>
    </div>
  );
}

/** `https://tracker.example.org/browse/LMS-412` → `LMS-412`. */
const shortTicket = (ticket: string): string => ticket.replace(/\/+$/, '').split('/').at(-1) ?? ticket;

export interface EndpointHeadProps {
  readonly endpoint: EndpointName;
  readonly finding: EndpointFinding | undefined;
  readonly place: PlaceInList;
  readonly onAsk: Ask;
}

/** Where one is, what is looked at, and what can be decided. */
export function EndpointHead({ endpoint, finding, place, onAsk }: EndpointHeadProps) {
  const name = `${endpoint.method} ${endpoint.route}`;
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <Crumbs place={place} />
        {finding && <span className={classes.seen}>{seenWords(finding)}</span>}
      </div>
      <div className={classes.main}>
        <h1 className={classes.title} aria-label={name}>
          <RouteText method={endpoint.method} route={endpoint.route} whole />
        </h1>
        <span className={classes.origin}>{endpoint.origin.replace(/^https?:\/\//, '')}</span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label="Copy the route"
          onClick={() => void copyText(name, 'Route copied')}
        >
          <IconCopy {...ICON} />
        </ActionIcon>
        <RouteButton endpointId={endpoint.id} />
        {finding && <Decisions finding={finding} onAsk={onAsk} />}
      </div>
    </header>
  );
}
