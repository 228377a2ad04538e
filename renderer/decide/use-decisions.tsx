import { type ReactNode, useRef, useState } from 'react';
import type { FindingRow } from '../../shared/views.ts';
import { focusAgain, isFocusNowhere } from '../components/focus-home.ts';
import { counted } from '../components/format.ts';
import { ExceptionDialog } from './exception-dialog.tsx';
import { FloatingPanel } from './floating-panel.tsx';
import { LiveDatePanel } from './live-date-panel.tsx';
import type { Decision } from './moves.ts';
import { draftOf, keepDraft } from './note-drafts.ts';
import { OwnerPanel } from './owner-panel.tsx';
import { StatusPanel } from './status-panel.tsx';
import { NotePanel, TicketPanel } from './text-panels.tsx';
import { useDecide } from './use-decide.ts';

/** What a page can ask a person to decide. `shipped` follows on the status of that name; `live` corrects its day. */
export type Question = 'status' | 'owner' | 'exception' | 'note' | 'ticket' | 'shipped' | 'live';

interface Asked {
  readonly question: Question;
  readonly findings: readonly FindingRow[];
  readonly anchor: Element | null;
}

export interface Decisions {
  /** Opens the panel or dialog; beside the anchor where there is one. Nothing happens without findings. */
  readonly ask: (question: Question, findings: readonly FindingRow[], anchor?: Element | null) => void;
  /** What is open now: the page puts it at its end. */
  readonly open: ReactNode;
}

const WIDTHS: Readonly<Record<Question, number>> = {
  status: 300,
  owner: 260,
  exception: 600,
  note: 460,
  ticket: 400,
  shipped: 340,
  live: 340,
};

/** Status, owner, exception, note and ticket of one finding or of many: one set of panels for every page. */
export function useDecisions(): Decisions {
  const [asked, setAsked] = useState<Asked | null>(null);
  const cameFrom = useRef<Element | null>(null);
  const ask: Decisions['ask'] = (question, findings, anchor = null) => {
    if (findings.length === 0) return;
    cameFrom.current = document.activeElement;
    setAsked({ question, findings, anchor });
  };
  const change = (next: Asked | null) => {
    setAsked(next);
    // Where the panel took the focus away with it. A key may have taken it further meanwhile.
    if (next === null) setTimeout(() => isFocusNowhere() && focusAgain(cameFrom.current));
  };
  return { ask, open: asked && <OpenQuestion key={asked.question} asked={asked} setAsked={change} /> };
}

function OpenQuestion({ asked, setAsked }: { asked: Asked; setAsked: (asked: Asked | null) => void }) {
  const decide = useDecide();
  const { question, findings, anchor } = asked;
  const close = () => setAsked(null);
  const take = (decision: Decision) => {
    close();
    decide({ findings, decision });
  };
  if (question === 'exception') {
    return (
      <ExceptionDialog
        findings={findings}
        onClose={close}
        onSave={(exception) => take({ kind: 'exception', exception })}
      />
    );
  }
  return (
    <FloatingPanel anchor={anchor} label={labelOf(asked)} width={WIDTHS[question]} onClose={close}>
      <Panel asked={asked} onAsk={(next) => setAsked({ ...asked, question: next })} onDecide={take} />
    </FloatingPanel>
  );
}

const aboutOf = (findings: readonly FindingRow[]): string => {
  const [first] = findings;
  return findings.length === 1 && first
    ? `${first.endpoint.method} ${first.endpoint.route}`
    : counted(findings.length, 'finding');
};

const NAMES: Readonly<Record<Question, string>> = {
  status: 'Status',
  owner: 'Owner',
  exception: 'Exception',
  note: 'Note',
  ticket: 'Ticket',
  shipped: 'Shipped',
  live: 'Live date',
};
const labelOf = ({ question, findings }: Asked): string => `${NAMES[question]} of ${aboutOf(findings)}`;

interface PanelProps {
  readonly asked: Asked;
  readonly onAsk: (question: Question) => void;
  readonly onDecide: (decision: Decision) => void;
}

function Panel({ asked: { question, findings }, onAsk, onDecide }: PanelProps) {
  switch (question) {
    case 'status':
      return (
        <StatusPanel
          findings={findings}
          onPick={(status) => {
            if (status === 'exception' || status === 'shipped') onAsk(status);
            else onDecide({ kind: 'status', status, shippedOn: null });
          }}
        />
      );
    case 'owner':
      return <OwnerPanel findings={findings} onPick={(owner) => onDecide({ kind: 'owner', owner })} />;
    case 'note':
      return (
        <NotePanel
          about={`Note on ${aboutOf(findings)}`}
          draft={draftOf(findings)}
          onDraft={(text) => keepDraft(findings, text)}
          onSave={(text) => onDecide({ kind: 'note', text })}
        />
      );
    case 'ticket': {
      const ticket = findings[0]?.tracking.ticket ?? null;
      return <TicketPanel ticket={ticket} onSave={(next) => onDecide({ kind: 'ticket', ticket: next })} />;
    }
    case 'shipped':
      return (
        <LiveDatePanel
          findings={findings}
          action="Set to Shipped"
          onSave={(shippedOn) => onDecide({ kind: 'status', status: 'shipped', shippedOn })}
        />
      );
    case 'live':
      return (
        <LiveDatePanel
          findings={findings}
          action="Change the day"
          onSave={(shippedOn) => onDecide({ kind: 'live', shippedOn })}
        />
      );
    case 'exception':
      return null;
  }
}
