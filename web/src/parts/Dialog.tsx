import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly size?: 'md' | 'lg';
  /** Whether only its own buttons close it. */
  readonly isKept?: boolean;
  /** Whether somebody wrote in it: no slip closes it then, only its cross. */
  readonly isWritten?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One task over the page. Draw it when it is open; the focus comes in, stays, and goes back. */
export function Dialog({ title, size = 'md', isKept = false, isWritten = false, onClose, children }: DialogProps) {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => {
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    (isThere ? opener : document.querySelector<HTMLElement>('h1'))?.focus(); // what opened it may be gone with what it did
  }, [opener]);
  return (
    <Modal.Root opened returnFocus={false} onClose={onClose} size={size} closeOnClickOutside={!isKept && !isWritten} closeOnEscape={!isKept && !isWritten}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          {!isKept && <Modal.CloseButton aria-label="Close" />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
