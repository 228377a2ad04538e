import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, shell, type WebContents } from 'electron';
import { PAGE } from './page-scheme.ts';

/** The page's own background, so that the window does not flash before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#0f1214' };

/** Opens the one window on the page. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Endpoint Audit',
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'desktop', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  });
  keepOnPage(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE);
  return window;
}

/** No other page in our window and no permissions; links to the web open in the person's browser. */
function keepOnPage(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(PAGE)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (/^https?:\/\//.test(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  const isAllowed = (permission: string) => permission === 'clipboard-sanitized-write';
  contents.session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)));
  contents.session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
}
