import { TextInput } from '@mantine/core';
import { filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Form } from '../../parts/Form.js';
import { Moment } from '../../parts/Moment.js';
import { Notice } from '../../parts/Notice.js';
import { Inset } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { Facts } from '../settings/list/Facts.js';
import classes from './OrganizationCard.module.css';

const OrganizationCard_organization = graphql(`
  fragment OrganizationCard_organization on Organization {
    id
    name
    state
    createdAt
    viewerCan
  }
`);
const OrganizationCard_update = graphql(`
  mutation OrganizationCard_update($input: OrganizationUpdateInput!) {
    organizationUpdate(input: $input) {
      organization {
        id
        ...OrganizationCard_organization
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** The organization's name and state; its name can be changed by who may. */
export function OrganizationCard(props: { organization: FragmentType<typeof OrganizationCard_organization> }) {
  const { id, name, state, createdAt, viewerCan } = read(OrganizationCard_organization, props.organization);
  const update = useVerb(OrganizationCard_update);
  const say = useToast();
  const form = useForm({ name: filled('Give the organization a name.') }, async values => {
    await update.ask({ input: { name: values.name.trim() } });
    say(`The organization is called ${values.name.trim()} now.`);
  });
  const isActive = state === 'ACTIVE';

  return (
    <Inset>
      <div className={classes.card}>
        {!isActive && <Notice tone="bad">This organization is suspended: everything can be read, and nothing changed.</Notice>}
        {viewerCan.includes('update') && (
          <Form form={form} verb="Save name">
            <TextInput {...form.field('name')} key={name} label="Name" defaultValue={name} maxLength={100} autoComplete="organization" />
          </Form>
        )}
        <Facts
          facts={[
            ['Name', !viewerCan.includes('update') && name],
            ['State', <Tag tone={isActive ? 'good' : 'bad'}>{isActive ? 'Active' : 'Suspended'}</Tag>],
            ['Signed up', <Moment at={createdAt} />],
            ['Id', <code>{id}</code>],
          ]}
        />
      </div>
    </Inset>
  );
}
