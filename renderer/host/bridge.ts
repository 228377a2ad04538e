import type { TRPCLink } from '@trpc/client';
import type { AppRouter } from '../../app/contract.ts';

/** What the page needs from the program around it; one implementation a host. */
export interface HostBridge {
  readonly kind: 'web' | 'desktop';
  readonly link: TRPCLink<AppRouter>;
  /** The file's place on disk where the host may read it, else null: then its bytes are uploaded. */
  pathOf(file: File): string | null;
  /** Sends the next bytes of a file; resolves when the engine has consumed them. */
  upload(importId: string, fileId: string, bytes: Uint8Array, last: boolean): Promise<void>;
  /** Shows the workspace file in its folder; null where the host cannot. */
  readonly reveal: (() => void) | null;
  /** Saves a text or bytes where the person says; false when they changed their mind. */
  saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, mime: string): Promise<boolean>;
}
