import { resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, shell } from 'electron';
import { defaultWorkspace } from '../host/default-workspace.ts';
import { findOptions, type HostOptions } from '../host/options.ts';
import type { FromEngineProcess } from './engine-messages.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { setMenu } from './menu.ts';
import { isPage, registerPageScheme, servePage } from './page-scheme.ts';
import { saveFile } from './save-file.ts';
import { openWindow } from './window.ts';

/** The desktop host: one window on the page, one process for the engine, messages passed between them. */

const RESTARTS = 1;

function start(options: HostOptions): void {
  const workspace = options.workspace ?? defaultWorkspace();
  const { window, engine } = connect({ ...options, workspace });
  ipcMain.on('to-engine', (event, message: unknown) => {
    if (isPage(event)) engine().send({ type: 'page', message });
  });
  ipcMain.handle('save-file', (event, name: unknown, content: unknown) => {
    if (isPage(event)) return saveFile(window, name, content);
    return { saved: false, message: 'Only the page may save files.' };
  });
  ipcMain.on('show-workspace', (event) => {
    if (isPage(event)) shell.showItemInFolder(resolve(workspace));
  });
  app.on('second-instance', (_event, argv) => {
    bringForward(window);
    const { files } = optionsIn(argv);
    if (files.length > 0) engine().send({ type: 'open', files });
  });
  closeBeforeQuit(() => engine().close());
}

/** Opens the window and the engine; an engine that dies is started again once. */
function connect(options: HostOptions & { readonly workspace: string }) {
  const window = openWindow();
  let restarts = 0;
  const onMessage = (message: FromEngineProcess) => {
    if (message.type === 'cannot-open') giveUp('This workspace cannot be opened', message.message);
    else if (!window.isDestroyed()) window.webContents.send('from-engine', message);
  };
  const onDeath = (code: number) => {
    if (restarts++ === RESTARTS) {
      giveUp('The engine stopped again', stopped(code, 'Start Endpoint Audit again.'));
      return;
    }
    engine = startEngine({ ...options, sample: false, files: [] }, { onMessage, onDeath });
    window.webContents.reload();
    tellRestarted(window, code);
  };
  let engine: EngineProcess = startEngine(options, { onMessage, onDeath });
  return { window, engine: () => engine };
}

function stopped(code: number, then: string): string {
  return `The process that does the work ended with code ${code}. Everything that was finished is kept in the workspace; an import that was still running has to be started again. ${then}`;
}

function tellRestarted(window: BrowserWindow, code: number): void {
  const detail = stopped(code, 'It has been restarted.');
  void dialog.showMessageBox(window, { type: 'warning', message: 'The engine stopped unexpectedly', detail });
}

function giveUp(title: string, text: string): void {
  dialog.showErrorBox(title, text);
  app.exit(1);
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close().then(() => {
      closed = true;
      app.quit();
    });
  });
}

/** Ours among the switches for Chromium; the app's own folder stands there too when it is not packaged. */
function optionsIn(argv: readonly string[]): HostOptions {
  const options = findOptions(argv.slice(1));
  return { ...options, files: options.files.filter((file) => file !== app.getAppPath()) };
}

if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => {
    setMenu();
    servePage();
    start(optionsIn(process.argv));
  });
} else {
  console.error('Endpoint Audit is open already; its window has been brought to the front.');
  app.quit();
}
