import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../refusal.js';
import { Dialog } from './Dialog.js';
import { RefusalNotice } from './Notice.js';

interface ConfirmDialogProps {
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

/** Asks before something that cannot be taken back. Draw it when it is open. */
export function ConfirmDialog({ title, words, verb, busy, refusal, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog onClose={onClose} title={title}>
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
    </Dialog>
  );
}
