import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { announce } from '../shell/announce.ts';
import { ICON } from './icon.ts';
import { KeyHint } from './key-hint.tsx';
import classes from './toast.module.css';

const STAYS_MS = 10_000;
const CLOSE = { 'aria-label': 'Close this message' };

let shown = 0;
const newId = () => `message-${++shown}`;

interface UndoToastProps {
  readonly text: string;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** Stays while it is hovered or focused, otherwise 10 s; z works after it has gone. */
function UndoToast({ text, onUndo, onClose }: UndoToastProps) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onClose, STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps the message from going
    <div
      className={classes.undo}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.text}>{text}</span>
      <Button
        size="xs"
        leftSection={<IconArrowBackUp {...ICON} />}
        rightSection={<KeyHint keys="z" />}
        onClick={onUndo}
      >
        Undo
      </Button>
    </div>
  );
}

function show(id: string, message: ReactNode, autoClose: number | false): void {
  notifications.show({ id, message, autoClose, closeButtonProps: CLOSE, withBorder: true });
}

/** After a change that can be undone. One at a time: the newest says what z would undo. */
export function showUndo(text: string, onUndo: () => void): void {
  notifications.clean();
  const id = newId();
  const close = () => notifications.hide(id);
  const undo = () => {
    close();
    onUndo();
  };
  show(id, <UndoToast text={text} onUndo={undo} onClose={close} />, false);
  announce(`${text}. Press z to undo.`);
}

/** Before a change whose outcome takes a while: what stood there says no longer what z would undo. */
export const hideMessages = (): void => notifications.clean();

/** Something was done. */
export function showDone(text: string): void {
  notifications.clean();
  show(newId(), text, 4_000);
  announce(text);
}

/** Something failed: stays until it is closed. */
export function showFailure(text: string): void {
  show(newId(), <span className={classes.failure}>{text}</span>, false);
  announce(text, 'assertive');
}
