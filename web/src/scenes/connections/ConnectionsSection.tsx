import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconPlug } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { ConnectDialog } from './ConnectDialog.js';
import { ConnectionRow } from './ConnectionRow.js';

const ConnectionsSection_query = graphql(`
  query ConnectionsSection {
    connections {
      id
      ...ConnectionRow_connection
    }
  }
`);

/** The providers that may call in. */
export function ConnectionsSection() {
  const { may } = useViewer();
  const { data, loading, error, refetch } = useQuery(ConnectionsSection_query, { fetchPolicy: 'cache-and-network' });
  const [isConnecting, setIsConnecting] = useState(false);
  const mayCreate = may('connection.create');
  return (
    <Section
      id="connections"
      title="Connections"
      lead="Providers that tell this house what happens at theirs. Each signs what it says with a secret of its own."
      action={
        mayCreate && (
          <Button leftSection={<IconPlug size={16} stroke={1.7} aria-hidden />} onClick={() => setIsConnecting(true)}>
            Connect
          </Button>
        )
      }
    >
      <Outcome what="connections" rows={data?.connections} loading={loading} error={error} onRetry={() => void refetch()}>
        {connections =>
          connections.length === 0 ? (
            <Empty
              title="No connections"
              words={mayCreate ? 'Connect your switchboard, and its calls stand beside the tickets they are about.' : 'Nobody has connected a provider yet.'}
            />
          ) : (
            <Rows label="Connections">
              {connections.map(connection => (
                <ConnectionRow key={connection.id} connection={connection} />
              ))}
            </Rows>
          )
        }
      </Outcome>
      {isConnecting && <ConnectDialog onClose={() => setIsConnecting(false)} />}
    </Section>
  );
}
