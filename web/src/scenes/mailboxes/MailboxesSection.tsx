import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { useFilters } from '../../useFilters.js';
import { InboundMailsSection } from '../inbound-mails/InboundMailsSection.js';
import { MailboxDialog } from './MailboxDialog.js';
import { MailboxRow } from './MailboxRow.js';
import { MailboxSetUp } from './MailboxSetUp.js';

const MailboxesSection_query = graphql(`
  query MailboxesSection {
    mailboxes {
      id
      name
      ...MailboxRow_mailbox
      ...MailboxSetUp_mailbox
    }
  }
`);

/** Where customers write to; below, how mail gets to the chosen one, and what came. */
export function MailboxesSection() {
  const { may } = useViewer();
  const { values, set } = useFilters('mailbox');
  const { data, loading, error, refetch } = useQuery(MailboxesSection_query, { fetchPolicy: 'cache-and-network' });
  const [isCreating, setIsCreating] = useState(false);
  const mayCreate = may('mailbox.create');
  const chosen = data?.mailboxes?.find(({ id }) => id === values.mailbox) ?? data?.mailboxes?.[0];
  const create = (variant: 'filled' | 'default') => (
    <Button variant={variant} leftSection={<IconMailPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
      Connect mailbox
    </Button>
  );

  return (
    <>
      <Section id="mailboxes" title="Mailboxes" lead="The addresses customers write to. Each mail becomes a ticket, or part of one." action={mayCreate && create('filled')}>
        <Outcome what="mailboxes" rows={data?.mailboxes} loading={loading} error={error} onRetry={() => void refetch()}>
          {mailboxes =>
            mailboxes.length === 0 ? (
              <Empty
                title="No mailboxes"
                words={mayCreate ? 'Connect the address your customers write to, and their mail becomes tickets.' : 'Nobody has connected one yet.'}
                action={mayCreate && create('default')}
              />
            ) : (
              <Rows label="Mailboxes">
                {mailboxes.map(mailbox => (
                  <MailboxRow key={mailbox.id} mailbox={mailbox} isChosen={mailbox === chosen} onOpen={() => set('mailbox', mailbox.id)} />
                ))}
              </Rows>
            )
          }
        </Outcome>
        {isCreating && <MailboxDialog onMade={id => set('mailbox', id)} onClose={() => setIsCreating(false)} />}
      </Section>
      {chosen && <MailboxSetUp mailbox={chosen} />}
      {chosen && <InboundMailsSection key={chosen.id} mailboxId={chosen.id} name={chosen.name} />}
    </>
  );
}
