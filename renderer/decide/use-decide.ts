import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Exception } from '../../shared/tracking-views.ts';
import type { FindingRow } from '../../shared/views.ts';
import { showDone, showFailure } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC, useTRPCClient } from '../data/api.ts';
import { useUndo } from '../data/use-undo.ts';
import { type Decision, withDecision } from './moves.ts';
import { forgetDraft, keepDraft } from './note-drafts.ts';
import { saidAfter, saidOfFailure } from './said.ts';

export interface Decided {
  readonly findings: readonly FindingRow[];
  readonly decision: Decision;
}

/** Sends a decision to the call that takes it. */
function useSend() {
  const client = useTRPCClient();
  return ({ findings, decision }: Decided) => {
    const keys = findings.map((finding) => finding.key);
    switch (decision.kind) {
      case 'status':
        return client.setStatus.mutate({ keys, status: decision.status, shippedOn: decision.shippedOn });
      case 'live':
        return client.setLiveDate.mutate({ keys, shippedOn: decision.shippedOn });
      case 'owner':
        return client.setOwner.mutate({ keys, owner: decision.owner });
      case 'ticket':
        return client.setTicket.mutate({ keys, ticket: decision.ticket });
      case 'note':
        return client.addNote.mutate({ keys, text: decision.text });
      case 'exception':
        return client.setException.mutate({ keys, exception: askedOf(decision.exception) });
    }
  };
}

/** What a person chose; the tables that it rests on are the engine's to name. */
const askedOf = (exception: Exception | null) =>
  exception && {
    reason: exception.reason,
    words: exception.words,
    until: exception.until,
    reopen: [...(exception.reopen ?? [])],
  };

/** Shows a decision in the inventory and on endpoint pages at once; the returned function takes it back. */
function useShowAtOnce() {
  const api = useTRPC();
  const queries = useQueryClient();
  return ({ findings, decision }: Decided): (() => void) => {
    const keys = new Set(findings.map((finding) => finding.key));
    const decided = <Row extends Pick<FindingRow, 'key' | 'tracking'>>(rows: readonly Row[]) =>
      rows.map((row) => (keys.has(row.key) ? { ...row, tracking: withDecision(row.tracking, decision) } : row));
    const before = [
      ...queries.getQueriesData(api.inventory.queryFilter()),
      ...queries.getQueriesData(api.endpoint.queryFilter()),
    ];
    const patch = <Data extends { findings: readonly Pick<FindingRow, 'key' | 'tracking'>[] }>(old?: Data) =>
      old && { ...old, findings: decided(old.findings) };
    queries.setQueriesData(api.inventory.queryFilter(), patch);
    queries.setQueriesData(api.endpoint.queryFilter(), patch);
    return () => {
      for (const [key, data] of before) queries.setQueryData(key, data);
    };
  };
}

/** A note that is sent is no draft any more; one that was not kept is a draft again, so that its text is not lost. */
function draftAgain({ findings, decision }: Decided): void {
  if (decision.kind === 'note') keepDraft(findings, decision.text);
}

/**
 * Carries out decisions: on screen at once, then in the workspace; with the toast that offers to undo. A failed one
 * is put back in place and says why.
 */
export function useDecide(): (decided: Decided) => void {
  const send = useSend();
  const showAtOnce = useShowAtOnce();
  const { offerUndo } = useUndo();
  const { mutate } = useMutation({
    mutationFn: send,
    onMutate: (decided) => {
      if (decided.decision.kind === 'note') forgetDraft(decided.findings);
      return showAtOnce(decided);
    },
    onError: (error, decided, takeBack) => {
      takeBack?.();
      draftAgain(decided);
      showFailure(saidOfFailure(decided.decision, messageOf(error)));
    },
    onSuccess: (answer, decided, takeBack) => {
      const { findings, decision } = decided;
      const said = saidAfter(decision, findings, answer);
      if (answer.applied > 0) offerUndo(said);
      else {
        takeBack();
        draftAgain(decided);
        showDone(said);
      }
    },
  });
  return mutate;
}
