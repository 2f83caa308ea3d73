import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../refusal.js';
import { RefusalNotice } from './Notice.js';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will be different afterwards. */
  readonly words: ReactNode;
  /** What the button does. */
  readonly verb: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ isOpen, title, words, verb, busy, refusal, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <p style={{ margin: '0 0 16px' }}>{words}</p>
      {refusal && <RefusalNotice refusal={refusal} takesFocus />}
      <Group justify="end" gap={8} mt={20}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
