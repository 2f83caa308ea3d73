import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { filled } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import type { TicketFilter, TicketOrder } from '../../gql/graphql.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { type InboxView, viewsQuery } from './useViews.js';

const ViewDialog_create = graphql(`
  mutation ViewDialog_create($input: ViewCreateInput!) {
    viewCreate(input: $input) {
      view {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ViewDialog_update = graphql(`
  mutation ViewDialog_update($input: ViewUpdateInput!) {
    viewUpdate(input: $input) {
      view {
        id
        name
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ViewDialog_delete = graphql(`
  mutation ViewDialog_delete($input: ViewDeleteInput!) {
    viewDelete(input: $input) {
      view {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface SaveViewDialogProps {
  readonly filter: TicketFilter;
  readonly orderBy: TicketOrder;
  readonly mayShare: boolean;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** Keeps the list as it is narrowed under a name. */
export function SaveViewDialog({ filter, orderBy, mayShare, onSaved, onClose }: SaveViewDialogProps) {
  const create = useVerb(ViewDialog_create, [viewsQuery]);
  const [keyFor] = useState(() => attempts());
  const [isShared, setIsShared] = useState(false);
  const form = useForm({ name: filled('Give it a name.') }, async ({ name }) => {
    const input = { name: name.trim(), filter, orderBy, isShared };
    const { viewCreate } = await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    onClose();
    if (viewCreate?.view) onSaved(viewCreate.view.id);
  });
  return (
    <Dialog title="Save as a view" onClose={onClose}>
      <Form form={form} verb="Save view">
        <TextInput {...form.field('name')} label="Name" autoComplete="off" maxLength={60} data-autofocus />
        {mayShare && <Checkbox label="Everyone sees it" checked={isShared} onChange={event => setIsShared(event.currentTarget.checked)} />}
      </Form>
    </Dialog>
  );
}

/** Gives a kept view another name. */
export function RenameViewDialog({ view, onClose }: { view: InboxView; onClose: () => void }) {
  const update = useVerb(ViewDialog_update, [viewsQuery]);
  const form = useForm({ name: filled('Give it a name.') }, async ({ name }) => {
    await update.ask({ input: { id: view.id, name: name.trim() } });
    onClose();
  });
  return (
    <Dialog title="Rename the view" onClose={onClose}>
      <Form form={form} verb="Rename">
        <TextInput {...form.field('name')} label="Name" defaultValue={view.name} autoComplete="off" maxLength={60} data-autofocus />
      </Form>
    </Dialog>
  );
}

/** Changes a kept view after one more question. */
export function ChangeViewDialog({ view, change, onClose }: { view: InboxView; change: ViewChange; onClose: () => void }) {
  const update = useVerb(ViewDialog_update, [viewsQuery]);
  const say = useToast();
  const { title, words, verb, done, ...input } = change;
  const handleConfirm = async () => {
    if (!(await update.run({ input: { id: view.id, ...input } }))) return;
    say(done);
    onClose();
  };
  return <ConfirmDialog {...{ title, words, verb }} busy={update.busy} refusal={update.refusal} onConfirm={() => void handleConfirm()} onClose={onClose} />;
}

/** What is to be other about a view, and how that is asked and told. */
export interface ViewChange {
  readonly title: string;
  readonly words: string;
  readonly verb: string;
  readonly done: string;
  readonly isShared?: boolean;
  readonly filter?: TicketFilter;
  readonly orderBy?: TicketOrder;
}

/** Deletes a kept view after one more question. */
export function DeleteViewDialog({ view, onGone, onClose }: { view: InboxView; onGone: () => void; onClose: () => void }) {
  const remove = useVerb(ViewDialog_delete, [viewsQuery]);
  const handleConfirm = async () => {
    if (!(await remove.run({ input: { id: view.id } }))) return;
    onClose();
    onGone();
  };
  const words = view.saved?.isShared ? 'Everybody loses it. Its tickets stay as they are.' : 'Its tickets stay as they are.';
  return <ConfirmDialog title={`Delete ${view.name}?`} words={words} verb="Delete view" busy={remove.busy} refusal={remove.refusal} onConfirm={() => void handleConfirm()} onClose={onClose} />;
}
