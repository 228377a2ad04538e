import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopWindow, FromEngine } from '../../shared/ipc.ts';

/** The only door between the page and the rest: runs sandboxed, hands over these five functions. */

// Electron before 32 has no webUtils, but gives files a path of their own.
const pathOf = (file: object): string =>
  webUtils ? webUtils.getPathForFile(file as File) : ((file as { path?: string }).path ?? '');

const desktop: DesktopWindow = {
  send: (message) => ipcRenderer.send('to-engine', message),
  receive: (listener) => void ipcRenderer.on('from-engine', (_event, message: FromEngine) => listener(message)),
  pathOf,
  showWorkspace: () => ipcRenderer.send('show-workspace'),
  saveFile: (name, content) => ipcRenderer.invoke('save-file', name, content),
};

desktop.send({ type: 'reset' });
contextBridge.exposeInMainWorld('endpointAudit', desktop);
