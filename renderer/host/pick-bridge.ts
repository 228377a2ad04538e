import type { DesktopWindow } from '../../shared/ipc.ts';
import type { HostBridge } from './bridge.ts';
import { desktopBridge } from './desktop-bridge.ts';
import { webBridge } from './web-bridge.ts';

declare global {
  interface Window {
    /** Put there by the desktop window's preload; absent in a browser. */
    readonly endpointAudit?: DesktopWindow;
  }
}

/** The bridge of whichever host opened this page. Call it once. */
export function pickBridge(): HostBridge {
  return window.endpointAudit ? desktopBridge(window.endpointAudit) : webBridge();
}
