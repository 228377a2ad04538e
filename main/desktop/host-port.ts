import type { ParentPort } from 'electron';
import type { FromEngineProcess, ToEngineProcess } from './engine-messages.ts';

/** The engine's line to the process that holds the window. */
export interface HostPort {
  send(message: FromEngineProcess): void;
  receive(listener: (message: ToEngineProcess) => void): void;
}

/** Electron's own port, or the channel of a plain Node process, in which desktop tests may run the engine. */
export function hostPort(): HostPort {
  const parent = process.parentPort as ParentPort | undefined;
  return parent ? electronPort(parent) : nodePort();
}

function electronPort(parent: ParentPort): HostPort {
  return {
    send: (message) => parent.postMessage(message),
    receive: (listener) => void parent.on('message', (event) => listener(event.data)),
  };
}

function nodePort(): HostPort {
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => void process.send?.(message),
    receive: (listener) => void process.on('message', (message) => listener(message as ToEngineProcess)),
  };
}
