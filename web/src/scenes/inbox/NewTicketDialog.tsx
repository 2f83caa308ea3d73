import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled, mailAddress } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import type { TicketPriority } from '../../gql/graphql.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { priorities } from './filter.js';
import { priorityWords } from './words.js';

const NewTicketDialog_create = graphql(`
  mutation NewTicketDialog_create($input: TicketCreateInput!) {
    ticketCreate(input: $input) {
      ticket {
        id
        number
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Writes down what somebody asks. */
export function NewTicketDialog({ onMade, onClose }: { onMade: (id: string) => void; onClose: () => void }) {
  const create = useVerb(NewTicketDialog_create);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm(
    {
      subject: filled('Say in one line what it is about.'),
      text: filled('Write down what they ask.'),
      requesterName: anything,
      requesterAddress: value => (value.trim() === '' ? null : mailAddress(value)),
      priority: anything,
    },
    async ({ subject, text, requesterName, requesterAddress, priority }) => {
      const input = {
        subject: subject.trim(),
        text,
        priority: priority as TicketPriority,
        ...(requesterName.trim() && { requesterName: requesterName.trim() }),
        ...(requesterAddress.trim() && { requesterAddress: requesterAddress.trim() }),
      };
      const { ticketCreate } = await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
      const made = ticketCreate?.ticket;
      onClose();
      if (!made) return;
      say(`Ticket ${String(made.number)} is written down.`);
      onMade(made.id);
    },
  );
  return (
    <Dialog title="New ticket" size="lg" isKept={form.busy} isWritten={form.isWritten} onClose={onClose}>
      <Form form={form} verb="Create ticket">
        <TextInput {...form.field('subject')} label="Subject" autoComplete="off" maxLength={200} data-autofocus />
        <Textarea {...form.field('text')} label="What they ask" autosize minRows={5} maxRows={14} />
        <Group grow preventGrowOverflow={false} align="start" gap={12}>
          <TextInput {...form.field('requesterName')} label="Their name" description="If you know it." autoComplete="off" />
          <TextInput {...form.field('requesterAddress')} label="Their mail address" description="Replies go there." type="email" autoComplete="off" />
        </Group>
        <NativeSelect {...form.field('priority')} label="Priority" defaultValue="NORMAL" data={priorities.map(value => ({ value, label: priorityWords[value] }))} />
      </Form>
    </Dialog>
  );
}
