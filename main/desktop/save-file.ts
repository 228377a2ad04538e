import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { SaveAnswer } from '../../shared/ipc.ts';

/** Asks where to keep a file and writes it there; the page gives its name and content. Errors come back as data: Electron's own lose their message. */
export async function saveFile(window: BrowserWindow, name: unknown, content: unknown): Promise<SaveAnswer> {
  if (typeof content !== 'string' && !(content instanceof Uint8Array))
    return { saved: false, message: 'Only texts and bytes can be saved.' };
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: basename(String(name)) });
  if (canceled || !filePath) return { saved: false, message: null };
  try {
    await writeFile(filePath, content);
    return { saved: true, message: null };
  } catch (error) {
    return { saved: false, message: `${filePath} could not be written: ${(error as Error).message}` };
  }
}
