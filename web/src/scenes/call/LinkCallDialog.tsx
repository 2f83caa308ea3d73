import { useLazyQuery } from '@apollo/client/react';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { SeekField } from '../../parts/SeekField.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const LinkCallDialog_call = graphql(`
  fragment LinkCallDialog_call on Call {
    id
    number
    customer {
      id
    }
    ticket {
      id
      number
      subject
    }
  }
`);
const LinkCallDialog_seek = graphql(`
  query LinkCallDialog_seek($filter: TicketFilter) {
    tickets(filter: $filter, first: 8) {
      nodes {
        id
        number
        subject
      }
    }
  }
`);
const LinkCallDialog_link = graphql(`
  mutation LinkCallDialog_link($input: CallLinkInput!) {
    callLink(input: $input) {
      call {
        id
        ...CallLine_call
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Says which ticket a call is about, or that it is about none. The customer's own are offered first. */
export function LinkCallDialog(props: { call: FragmentType<typeof LinkCallDialog_call>; onClose: () => void }) {
  const { id, number, customer, ticket } = read(LinkCallDialog_call, props.call);
  const [seek, { data, previousData }] = useLazyQuery(LinkCallDialog_seek);
  const link = useVerb(LinkCallDialog_link);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm({ ticketId: anything }, async ({ ticketId }) => {
    const input = { id, ticketId: ticketId || null };
    await link.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(ticketId ? `Call ${number} is linked.` : `Call ${number} is about no ticket.`);
    props.onClose();
  });
  const label = (row: { number: number; subject: string }) => `${row.number}: ${row.subject}`;
  const found = (data ?? previousData)?.tickets?.nodes.map(row => ({ value: row.id, label: label(row) })) ?? [];
  const filterOf = (text: string) => {
    if (text === '') return customer ? { customerId: customer.id } : {};
    return /^#?\d{1,9}$/.test(text) ? { number: Number(text.replace('#', '')) } : { search: text };
  };
  return (
    <Dialog onClose={props.onClose} title={`Link call ${number} to a ticket`}>
      <Form form={form} verb="Save">
        <SeekField
          label="Ticket"
          name="ticketId"
          placeholder="None"
          description="By number or subject. Nothing chosen: the call is about no ticket."
          error={form.field('ticketId').error}
          chosen={ticket ? { value: ticket.id, label: label(ticket) } : null}
          found={found}
          onSeek={text => void seek({ variables: { filter: filterOf(text) } })}
          isFirst
        />
      </Form>
    </Dialog>
  );
}
