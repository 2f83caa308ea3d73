import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useActions } from '../../actions.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Fact, Facts } from '../../parts/Facts.js';
import { Flash } from '../../parts/Flash.js';
import { Moment } from '../../parts/Moment.js';
import { Inset, Section } from '../../parts/Section.js';
import { Nothing } from '../../parts/Table.js';
import { clockIn, languageName } from './customerWords.js';
import { EditCustomer } from './EditCustomer.js';

const CustomerAbout_customer = graphql(`
  fragment CustomerAbout_customer on Customer {
    id
    kind
    language
    timeZone
    note
    createdAt
    viewerCan
    company {
      id
      name
    }
    createdBy {
      id
      name
    }
    ...EditCustomer_customer
  }
`);

/** What somebody wrote down of a customer, and changing it in its place. */
export function CustomerAbout(props: { customer: FragmentType<typeof CustomerAbout_customer> }) {
  const customer = read(CustomerAbout_customer, props.customer);
  const { kind, company, language, timeZone, note, createdAt, createdBy, viewerCan } = customer;
  const [isEditing, setIsEditing] = useState(false);
  const mayEdit = viewerCan.includes('update');
  useActions(mayEdit ? [{ id: 'edit', label: 'Edit this customer', group: 'Here', keys: 'e', run: () => setIsEditing(true) }] : []);
  return (
    <Section
      id="about"
      title="About"
      action={
        mayEdit &&
        (isEditing ? (
          <Button variant="subtle" onClick={() => setIsEditing(false)}>
            Cancel
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
        ))
      }
    >
      {isEditing && mayEdit ? (
        <Inset>
          <EditCustomer customer={customer} onDone={() => setIsEditing(false)} />
        </Inset>
      ) : (
        <Facts>
          <Fact name="Kind">{kind === 'PERSON' ? 'A person' : 'An organization'}</Fact>
          <Fact name="Company">
            <Flash value={company?.name}>
              {company ? <Link to={`/customers?company=${company.id}`}>{company.name}</Link> : <Nothing />}
            </Flash>
          </Fact>
          <Fact name="Language">
            <Flash value={language}>{language ? languageName(language) : <Nothing words="unknown" />}</Flash>
          </Fact>
          <Fact name="Time zone">
            <Flash value={timeZone}>{timeZone ? <LocalTime timeZone={timeZone} /> : <Nothing words="unknown" />}</Flash>
          </Fact>
          <Fact name="Note">
            <Flash value={note}>{note ?? <Nothing />}</Flash>
          </Fact>
          <Fact name="Since">
            <Moment at={createdAt} />
            {createdBy && `, added by ${createdBy.name}`}
          </Fact>
        </Facts>
      )}
    </Section>
  );
}

/** The time it is where they are, as it passes. */
function LocalTime({ timeZone }: { timeZone: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {timeZone.replaceAll('_', ' ')}, {clockIn(timeZone, now)} there
    </>
  );
}
