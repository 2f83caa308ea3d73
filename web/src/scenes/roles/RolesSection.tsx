import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Rows, Section } from '../../parts/Section.js';
import { RoleDialog } from './RoleDialog.js';
import { RoleRow } from './RoleRow.js';

const RolesSection_query = graphql(`
  query RolesSection {
    roles {
      id
      ...RoleRow_role
    }
    permissions {
      name
      description
    }
  }
`);

/** The roles people hold here, and what each may do. */
export function RolesSection({ mayCreate }: { mayCreate: boolean }) {
  const { data, loading, error, refetch } = useQuery(RolesSection_query, { fetchPolicy: 'cache-and-network' });
  const [isCreating, setIsCreating] = useState(false);
  const words = new Map(data?.permissions?.map(({ name, description }) => [name, description]));
  return (
    <Section
      id="roles"
      title="Roles"
      lead="What people may do here follows from the role they hold."
      action={
        mayCreate && (
          <Button leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
            Create role
          </Button>
        )
      }
    >
      <Outcome what="roles" rows={data?.roles} loading={loading} error={error} onRetry={() => void refetch()}>
        {roles => (
          <Rows label="Roles">
            {roles.map(role => (
              <RoleRow key={role.id} role={role} words={words} mayCopy={mayCreate} />
            ))}
          </Rows>
        )}
      </Outcome>
      {isCreating && <RoleDialog onClose={() => setIsCreating(false)} />}
    </Section>
  );
}
