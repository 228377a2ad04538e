import { useEffect, useState } from 'react';
import { counted } from '../components/format.ts';
import { pickedFiles } from '../data/dropped-files.ts';
import { useImporting } from '../data/importing.tsx';
import classes from './drop-overlay.module.css';

const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false;

/** How many things are held over the window; null while none are. */
function useDrop(onDrop: (transfer: DataTransfer) => void): number | null {
  const [held, setHeld] = useState<number | null>(null);
  useEffect(() => {
    // Entering a child fires before leaving its parent, so the two are counted against each other.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      depth += 1;
      setHeld(event.dataTransfer?.items.length ?? 0);
    };
    const over = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHeld(null);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setHeld(null);
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    };
    const handlers = { dragenter: enter, dragover: over, dragleave: leave, drop };
    const all = Object.entries(handlers) as [keyof typeof handlers, (event: DragEvent) => void][];
    for (const [name, handler] of all) window.addEventListener(name, handler);
    return () => {
      for (const [name, handler] of all) window.removeEventListener(name, handler);
    };
  }, [onDrop]);
  return held;
}

function usePaste(onPaste: (transfer: DataTransfer) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      onPaste(event.clipboardData);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [onPaste]);
}

/** Files may be dropped or pasted on every page; nothing moves while they are held over the window. */
export function DropOverlay() {
  const { importFiles } = useImporting();
  const take = async (transfer: DataTransfer) => importFiles(await pickedFiles(transfer));
  const held = useDrop(take);
  usePaste(take);
  if (held === null) return null;
  return (
    <div className={classes.overlay}>
      <p className={classes.text}>
        {held > 0 ? `Drop to read ${counted(held, 'file or folder', 'files or folders')}. ` : 'Drop to read them. '}
        They open in a new import.
      </p>
    </div>
  );
}
