import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { Moment } from '../../parts/Moment.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Empty, Row, Rows, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { AddIdentityDialog } from './AddIdentityDialog.js';
import { contactWords } from './customerWords.js';

const Identities_customer = graphql(`
  fragment Identities_customer on Customer {
    id
    viewerCan
    identities {
      id
      ...Identities_identity
    }
  }
`);
const Identities_identity = graphql(`
  fragment Identities_identity on Identity {
    id
    kind
    value
    verified
    verifiedAt
    viewerCan
    verifiedBy {
      id
      name
    }
  }
`);
const Identities_verify = graphql(`
  mutation Identities_verify($input: IdentityVerifyInput!) {
    identityVerify(input: $input) {
      identity {
        id
        ...Identities_identity
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const Identities_remove = graphql(`
  mutation Identities_remove($input: IdentityRemoveInput!) {
    identityRemove(input: $input) {
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** How a customer is known and reached. */
export function Identities(props: { customer: FragmentType<typeof Identities_customer> }) {
  const { id, identities, viewerCan } = read(Identities_customer, props.customer);
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = viewerCan.includes('addIdentity');
  return (
    <Section
      id="identities"
      title="Reached by"
      action={
        mayAdd && (
          <Button variant="default" leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsAdding(true)}>
            Add
          </Button>
        )
      }
    >
      {identities.length === 0 && <Empty title="Not reached by anything yet" words="An address or number leads mail and calls from it here." />}
      <Rows label="Addresses, numbers and outside ids">
        {identities.map(identity => (
          <IdentityRow key={identity.id} identity={identity} />
        ))}
      </Rows>
      {isAdding && <AddIdentityDialog customerId={id} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function IdentityRow(props: { identity: FragmentType<typeof Identities_identity> }) {
  const { id, kind, value, verified, verifiedAt, verifiedBy, viewerCan } = read(Identities_identity, props.identity);
  const [isRemoving, setIsRemoving] = useState(false);
  const verify = useVerb(Identities_verify);
  const remove = useVerb(Identities_remove, ['CustomerScene']);
  const say = useToast();
  const shown = value ?? contactWords[kind];
  const handleVerify = async () => {
    if (await verify.run({ input: { id } })) say(`${shown} is verified.`);
  };
  const handleRemove = async () => {
    if (!(await remove.run({ input: { id } }))) return;
    say(`${shown} is removed.`);
    setIsRemoving(false);
  };
  return (
    <Row
      title={value ?? 'Hidden from your role'}
      tags={verified ? <Tag tone="good">Verified</Tag> : <Tag>Not verified</Tag>}
      detail={
        <>
          {contactWords[kind]}
          {verifiedAt && (
            <>
              {', verified '}
              <Moment at={verifiedAt} />
              {verifiedBy && ` by ${verifiedBy.name}`}
            </>
          )}
        </>
      }
      note={verify.refusal && <RefusalNotice refusal={verify.refusal} takesFocus />}
      action={
        <>
          <RowMenu
            label={`Actions for ${shown}`}
            verbs={[
              viewerCan.includes('verify') && { label: 'Mark as verified', onChoose: () => void handleVerify() },
              viewerCan.includes('remove') && { label: 'Remove', isGrave: true, onChoose: () => setIsRemoving(true) },
            ]}
          />
          {isRemoving && (
            <ConfirmDialog
              title={`Remove ${shown}?`}
              words="Mail, calls and orders from it no longer lead to this customer. What there is stays."
              verb="Remove"
              busy={remove.busy}
              refusal={remove.refusal}
              onConfirm={() => void handleRemove()}
              onClose={() => setIsRemoving(false)}
            />
          )}
        </>
      }
    />
  );
}
