import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { filled } from '../../checks.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useForm } from '../../parts/useForm.js';
import { useDesk } from '../desk.js';
import type { Saved } from './links.js';
import { create, update } from './saved.js';

interface SaveDialogProps {
  /** The query to rename; without one, what is written is saved as a new one. */
  readonly renamed?: Saved;
  readonly name: string;
  /** What is saved, read when the button is pressed. */
  readonly written: () => { readonly document: string; readonly variables: string };
  readonly onSaved: (saved: Saved) => void;
  readonly onClose: () => void;
}

/** Asks what a query is to be called, and saves or renames it. */
export function SaveDialog({ renamed, name, written, onSaved, onClose }: SaveDialogProps) {
  const { credential, canShare } = useDesk();
  const [shared, setShared] = useState(false);
  const [keyFor] = useState(() => attempts());
  const form = useForm({ name: filled('Give it a name you will find it by.') }, async values => {
    const input = { name: values.name.trim(), ...written(), shared };
    const { id, version } = renamed ?? {};
    onSaved(
      id !== undefined && version !== undefined
        ? await update(credential, { id, version, name: input.name })
        : await create(credential, { ...input, idempotencyKey: keyFor(input) }),
    );
  });
  return (
    <Dialog title={renamed ? 'Rename this query' : 'Save this query'} onClose={onClose}>
      <Form form={form} verb={renamed ? 'Rename' : 'Save query'}>
        <TextInput {...form.field('name')} label="Name" defaultValue={name} maxLength={80} autoComplete="off" data-autofocus />
        {!renamed && canShare && (
          <Checkbox
            label="Share with the organization"
            description="Everybody sees it, and asks it with their own rights."
            checked={shared}
            onChange={event => setShared(event.currentTarget.checked)}
          />
        )}
      </Form>
    </Dialog>
  );
}
