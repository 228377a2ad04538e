import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOPBACK = '127.0.0.1';
const DEFAULT_PORT = 4870;
const TRIES = 20;

export interface Listening {
  readonly server: Server;
  readonly port: number;
}

/** Listens on this machine only: on the port asked for, or else on the first free one from 4870. Rejects with EADDRINUSE. */
export async function listen(asked: number | null): Promise<Listening> {
  if (asked !== null) return listenOn(asked);
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + TRIES; port++) {
    const listening = await listenOn(port).catch(passOver('EADDRINUSE'));
    if (listening) return listening;
  }
  return listenOn(0);
}

function passOver(code: string) {
  return (error: NodeJS.ErrnoException): null => {
    if (error.code === code) return null;
    throw error;
  };
}

function listenOn(port: number): Promise<Listening> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}
