import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { FocusedAtOnce } from '../components/focused-at-once.tsx';
import classes from './decide.module.css';

export interface FloatingPanelProps {
  /** What it stands at: a cell, a button. Without one it opens in the middle. */
  readonly anchor: Element | null;
  readonly label: string;
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function placeOf(anchor: Element | null): Place {
  if (anchor?.isConnected) {
    const { left, top, width, height } = anchor.getBoundingClientRect();
    return { left, top, width, height };
  }
  return { left: window.innerWidth / 2 - 160, top: window.innerHeight / 4, width: 320, height: 0 };
}

/** A small panel beside what it decides about. Esc and a click outside close it; the focus goes back where it was. */
export function FloatingPanel({ anchor, label, width, onClose, children }: FloatingPanelProps) {
  return (
    <Popover
      opened
      onDismiss={onClose}
      position="bottom-start"
      offset={6}
      width={width}
      trapFocus
      // The anchor is no control: the panel itself says what it is.
      withRoles={false}
      hideDetached={false}
      withinPortal
      // Mounted a frame later otherwise; what is seen fades in all the same.
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={classes.anchor} style={placeOf(anchor)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} role="dialog" aria-label={label}>
        <FocusedAtOnce>{children}</FocusedAtOnce>
      </Popover.Dropdown>
    </Popover>
  );
}
