import { showDone, showFailure } from './toast.tsx';

/** Puts a text into the clipboard and says so. */
export function copyText(text: string, said: string): void {
  navigator.clipboard.writeText(text).then(
    () => showDone(said),
    () => showFailure('The system did not let the page use the clipboard.'),
  );
}
