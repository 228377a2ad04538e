import { showDone, showFailure } from './toast.tsx';

/** Puts a text on the clipboard and says so: `Address copied`. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showDone(said);
  } catch {
    showFailure('The clipboard is not open to this page, so nothing was copied.');
  }
}
