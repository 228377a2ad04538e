import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showFailure } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from '../data/api.ts';
import { useUndo } from '../data/use-undo.ts';

export interface LinkToReject {
  readonly transactionId: number;
  readonly exchangeId: number;
}

export interface Correct {
  readonly reject: (link: LinkToReject, why: string | null) => void;
  readonly allowAgain: (link: LinkToReject) => void;
  /** Null: no background job any more. */
  readonly nameJob: (signature: string, name: string | null, why: string | null) => void;
}

/** What people say of links. The runs are attributed again meanwhile; the event stream tells when they are. */
export function useCorrect(): Correct {
  const api = useTRPC();
  const queries = useQueryClient();
  const { offerUndo } = useUndo();
  const onError = (error: unknown) => showFailure(messageOf(error));
  const onSuccess = ({ undo }: { undo: string | null }) => {
    offerUndo(`${undo ?? 'Nothing changed'}. Links and verdicts follow`);
    void queries.invalidateQueries(api.summary.queryFilter());
  };
  const { mutate: reject } = useMutation(api.rejectLink.mutationOptions({ onSuccess, onError }));
  const { mutate: nameJob } = useMutation(api.nameJob.mutationOptions({ onSuccess, onError }));
  return {
    reject: (link, why) => reject({ ...link, rejected: true, why }),
    allowAgain: (link) => reject({ ...link, rejected: false, why: null }),
    nameJob: (signature, name, why) => nameJob({ signature, name, why }),
  };
}
