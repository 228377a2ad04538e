import { join } from 'node:path';
import { app, type IpcMainEvent, protocol } from 'electron';
import { openPages } from '../host/pages.ts';

const SCHEME = 'app';
const HOST = 'endpoint-audit';

/** The page's address inside the window. */
export const PAGE = `${SCHEME}://${HOST}/`;

/** Whether the page itself said something, and neither a frame inside it nor another page. */
export const isPage = ({ senderFrame, sender }: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean =>
  senderFrame === sender.mainFrame && senderFrame.url.startsWith(PAGE);

/** Call before Electron is ready: gives the page an origin of its own, with storage and fetch. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Call once Electron is ready: serves the built page, and nothing else of the disk. */
export function servePage(): void {
  const pages = openPages(join(app.getAppPath(), 'out', 'renderer'));
  protocol.handle(SCHEME, (request) => {
    const { host, pathname } = new URL(request.url);
    return host === HOST ? pages(pathname) : new Response('Not found', { status: 404 });
  });
}
