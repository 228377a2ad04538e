import type { DesktopWindow, FromEngine, ToEngine } from '../../shared/ipc.ts';

/** Keeps apart the answers that come over the one line to the engine. */
export interface IpcChannel {
  /** Sends a message under a new id; what answers it goes to `hear`, until it ends or the returned function is called. */
  ask(message: (id: string) => ToEngine, hear: (answer: FromEngine) => void): () => void;
}

export function openChannel(line: Pick<DesktopWindow, 'send' | 'receive'>): IpcChannel {
  const open = new Map<string, (answer: FromEngine) => void>();
  // Ids of the page before this one may still be under way.
  const page = crypto.randomUUID();
  let count = 0;

  line.receive((answer) => {
    const hear = open.get(answer.id);
    if (answer.type === 'ended' || answer.type === 'failed') open.delete(answer.id);
    hear?.(answer);
  });

  return {
    ask(message, hear) {
      const id = `${page}:${count++}`;
      open.set(id, hear);
      line.send(message(id));
      return () => {
        if (open.delete(id)) line.send({ type: 'stop', id });
      };
    },
  };
}
