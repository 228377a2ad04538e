import { z } from 'zod';

/**
 * What a page and the engine say to each other where no HTTP is between them (the desktop window).
 * Everything is plain data that structured clone carries. Ids are the page's own, never used twice.
 */

const callMessage = z.object({
  type: z.literal('call'),
  id: z.string(),
  kind: z.enum(['query', 'mutation', 'subscription']),
  /** Dotted, as tRPC names it. */
  path: z.string(),
  /** Checked by the call that it is for. */
  input: z.unknown(),
});

const uploadMessage = z.object({
  type: z.literal('upload'),
  id: z.string(),
  importId: z.string(),
  fileId: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  last: z.boolean(),
});

/** The answer is no longer wanted. */
const stopMessage = z.object({ type: z.literal('stop'), id: z.string() });

/** A page starts afresh: whatever the one before it asked for is no longer wanted. */
const resetMessage = z.object({ type: z.literal('reset') });

/** All that a page may say; the engine's process checks it. */
export const toEngine = z.discriminatedUnion('type', [callMessage, uploadMessage, stopMessage, resetMessage]);

export type IpcCall = z.infer<typeof callMessage>;
export type IpcUpload = z.infer<typeof uploadMessage>;
export type ToEngine = z.infer<typeof toEngine>;

/** A failed call in the shape that tRPC's client reads. */
export interface IpcError {
  readonly message: string;
  /** JSON-RPC error code. */
  readonly code: number;
  readonly data: object;
}

export type FromEngine =
  /** A subscription runs. */
  | { readonly type: 'started'; readonly id: string }
  /** The answer, or one of a subscription's; eventId only there. */
  | { readonly type: 'data'; readonly id: string; readonly data: unknown; readonly eventId: string | null }
  /** Nothing more comes. */
  | { readonly type: 'ended'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly error: IpcError };

/** Whether a text was saved; `message` says why it could not be. */
export type SaveAnswer = { readonly saved: boolean; readonly message: string | null };

/** What the desktop window gives its page, as `window.endpointAudit`; nothing else of Node or Electron is there. */
export interface DesktopWindow {
  send(message: ToEngine): void;
  receive(listener: (message: FromEngine) => void): void;
  /** Empty for a file that has no place on disk (pasted, or made by a page). */
  pathOf(file: object): string;
  /** Shows the workspace file in its folder. */
  showWorkspace(): void;
  /** Asks the person where, then writes. */
  saveFile(name: string, content: string | Uint8Array): Promise<SaveAnswer>;
}
