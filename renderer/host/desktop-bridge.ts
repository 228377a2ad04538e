import type { DesktopWindow } from '../../shared/ipc.ts';
import type { HostBridge } from './bridge.ts';
import { openChannel } from './ipc-channel.ts';
import { ipcLink } from './ipc-link.ts';

/** The bridge of the desktop window: everything goes over messages to the engine's process. */
export function desktopBridge(desktop: DesktopWindow): HostBridge {
  const channel = openChannel(desktop);
  return {
    kind: 'desktop',
    link: ipcLink(channel),
    pathOf: (file) => desktop.pathOf(file) || null,
    upload: (importId, fileId, bytes, last) =>
      new Promise((resolve, reject) => {
        channel.ask(
          (id) => ({ type: 'upload', id, importId, fileId, bytes, last }),
          (answer) => (answer.type === 'failed' ? reject(new Error(answer.error.message)) : resolve()),
        );
      }),
    reveal: () => desktop.showWorkspace(),
    async saveFile(name, content) {
      const { saved, message } = await desktop.saveFile(name, content);
      if (message !== null) throw new Error(message);
      return saved;
    },
  };
}
