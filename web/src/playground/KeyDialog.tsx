import { PasswordInput } from '@mantine/core';
import { filled } from '../checks.js';
import { Dialog } from '../parts/Dialog.js';
import { Form } from '../parts/Form.js';
import { Eye } from '../parts/PasswordField.js';
import { useForm } from '../parts/useForm.js';
import { Refused, refusalIn } from '../refusal.js';
import { ask } from './ask.js';
import { askerIn, readAsker } from './asker.js';

interface KeyDialogProps {
  readonly onKey: (key: string) => void;
  readonly onClose: () => void;
}

/** Takes a key and tries it before it is used: it may do little, as long as the graph knows it. It is kept in memory and gone with the page. */
export function KeyDialog({ onKey, onClose }: KeyDialogProps) {
  const form = useForm({ key: filled('Paste a key.') }, async values => {
    const key = values.key.trim();
    const { answer, receipt } = await ask({ kind: 'key', key }, readAsker);
    const no = refusalIn(answer);
    if (no && askerIn(answer) === null) throw new Refused({ ...no, requestId: no.requestId ?? receipt.requestId ?? undefined, field: 'key' });
    onKey(key);
  });
  return (
    <Dialog onClose={onClose} title="Use an API key">
      <Form form={form} verb="Use key">
        <PasswordInput
          {...form.field('key')}
          label="API key"
          description="Kept in this page's memory only; it is gone when you leave."
          placeholder="dgk_…"
          autoComplete="off"
          visibilityToggleFocusable
          visibilityToggleIcon={Eye}
          visibilityToggleButtonProps={{ 'aria-label': 'Show key' }}
          data-autofocus
        />
      </Form>
    </Dialog>
  );
}
