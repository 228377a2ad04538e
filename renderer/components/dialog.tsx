import { Modal, type ModalProps } from '@mantine/core';
import { FocusedAtOnce } from './focused-at-once.tsx';

/** A dialog that takes keys as soon as it is opened. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal closeButtonProps={{ 'aria-label': 'Close' }} {...props}>
      <FocusedAtOnce>{children}</FocusedAtOnce>
    </Modal>
  );
}
