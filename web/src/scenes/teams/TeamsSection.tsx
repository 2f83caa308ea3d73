import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { TeamNameDialog } from './TeamNameDialog.js';
import { TeamRow } from './TeamRow.js';

const TeamsSection_query = graphql(`
  query TeamsSection {
    teams {
      id
      ...TeamRow_team
    }
  }
`);

/** Groups of people tickets are given to. */
export function TeamsSection() {
  const { may } = useViewer();
  const { data, loading, error, refetch } = useQuery(TeamsSection_query, { fetchPolicy: 'cache-and-network' });
  const [isCreating, setIsCreating] = useState(false);
  const mayCreate = may('team.create');
  return (
    <Section
      id="teams"
      title="Teams"
      lead="Tickets are given to a team, and taken by somebody in it."
      action={
        mayCreate && (
          <Button leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
            Create team
          </Button>
        )
      }
    >
      <Outcome what="teams" rows={data?.teams} loading={loading} error={error} onRetry={() => void refetch()}>
        {teams =>
          teams.length === 0 ? (
            <Empty title="No teams" words={mayCreate ? 'Create one for the people who share their tickets.' : 'Nobody has made one yet.'} />
          ) : (
            <Rows label="Teams">
              {teams.map(team => (
                <TeamRow key={team.id} team={team} />
              ))}
            </Rows>
          )
        }
      </Outcome>
      {isCreating && <TeamNameDialog onClose={() => setIsCreating(false)} />}
    </Section>
  );
}
