import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import type { SaveAnswer } from '../../shared/ipc.ts';

/** Asks where to keep a file and writes it there. Errors come back as data: Electron's own lose their message. */
export async function saveFile(window: BrowserWindow, name: string, content: string | Uint8Array): Promise<SaveAnswer> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  if (canceled || !filePath) return { saved: false, message: null };
  try {
    await writeFile(filePath, content);
    return { saved: true, message: null };
  } catch (error) {
    return { saved: false, message: `${filePath} could not be written: ${(error as Error).message}` };
  }
}
