import type { FromEngine } from '../../shared/ipc.ts';

/** What the window's process says to the engine's: the page's messages passed on as such, and its own. */
export type ToEngineProcess =
  /** Whatever the page said: it is checked where it is answered, and can never pass for what follows. */
  | { readonly type: 'page'; readonly message: unknown }
  /** Import these files, absolute paths, as one run. */
  | { readonly type: 'open'; readonly files: readonly string[] }
  | { readonly type: 'close' };

/** The engine's answers to the page, and what only the window's process wants to know. */
export type FromEngineProcess =
  | FromEngine
  /** The workspace cannot be used; the process ends itself. */
  | { readonly type: 'cannot-open'; readonly message: string };
